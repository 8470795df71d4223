//! The benches from end to end, with next to no steps: what they write, and what they refuse.

use crate::support::{Place, files};
use serde_json::Value;
use std::{env, fs, path::PathBuf};

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn the_modes_of_ring_and_grid_are_counted_over_the_seeds() {
    let place = Place::new();
    let bench =
        json(&place.succeeds("bench modes --json --variants vanilla,crgan --seeds 2 --steps 2").stdout);
    assert!(bench["protocol"].as_str().unwrap().contains("2500"), "{bench}");
    let figures = bench["figures"].as_array().unwrap();
    let rows: Vec<_> = figures.iter().map(|row| (row["variant"].as_str(), row["data"].as_str())).collect();
    let expected = [("vanilla", "ring"), ("vanilla", "grid"), ("crgan", "ring"), ("crgan", "grid")];
    assert_eq!(rows, expected.map(|(variant, data)| (Some(variant), Some(data))));
    for row in figures {
        assert!(row["refused"].is_null(), "{row}");
        for which in ["raw", "ema"] {
            let [mean, deviation] = [0, 1].map(|at| row[which]["modes"][at].as_f64().unwrap());
            assert!((0.0..=row["of"].as_f64().unwrap()).contains(&mean) && deviation >= 0.0, "{row}");
        }
    }
}

#[test]
fn a_setting_that_one_variant_refuses_stands_in_its_rows() {
    let options = "--variants vanilla,hinge --set real_target=0.9 --seeds 1 --steps 1";
    let bench = json(&Place::new().succeeds(&format!("bench modes --json {options}")).stdout);
    assert!(bench["protocol"].as_str().unwrap().contains("with real_target=0.9"), "{bench}");
    let refused = |row: usize| bench["figures"][row]["refused"].as_str();
    assert_eq!(refused(0), None);
    assert!(refused(2).unwrap().contains("no target"), "{bench}");
}

#[test]
fn a_bench_in_markdown_is_a_table_under_its_protocol() {
    let text = Place::new().succeeds("bench modes --markdown --variants vae --seeds 1 --steps 1").stdout;
    let table: Vec<_> = text.lines().filter(|line| line.starts_with('|')).collect();
    assert_eq!(table.len(), 4, "{text}");
    let columns = |line: &str| line.matches('|').count();
    assert!(table.iter().all(|line| columns(line) == columns(table[0])), "{text}");
}

#[test]
fn digits_are_scored_and_shown() {
    let folder = env::var_os("SADDLE_TEST_MNIST").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/mnist"),
        PathBuf::from,
    );
    if !folder.is_dir() {
        eprintln!("SKIPPED for lack of MNIST in {}; SADDLE_TEST_MNIST names its folder", folder.display());
        return;
    }
    let place = Place::new();
    let options = "--json --variants vanilla --steps 3 --samples 200 --device cpu --out grids";
    let bench =
        json(&place.succeeds(&format!("bench mnist {options} --data-dir {}", folder.display())).stdout);
    let [real, vanilla] = &bench["figures"].as_array().unwrap()[..] else {
        panic!("real digits and one variant are expected: {bench}");
    };
    assert!(vanilla["step_ms"].as_f64().unwrap() > 0.0 && vanilla["step_mmac"].as_f64().unwrap() > 1.0);
    for figure in [real, vanilla] {
        let number =
            |name: &str| figure["scores"][name].as_f64().unwrap_or_else(|| panic!("{name} of {figure}"));
        assert!((1.0..=10.0).contains(&number("score")), "{figure}");
        assert!((0.1..=1.000_001).contains(&number("confidence")), "{figure}");
        let histogram = figure["scores"]["histogram"].as_array().unwrap();
        assert_eq!(histogram.iter().map(|count| count.as_u64().unwrap()).sum::<u64>(), 200);
    }
    let distance = |figure: &Value| figure["scores"]["frechet"].as_f64().unwrap();
    assert!(10.0 * distance(real) < distance(vanilla), "{bench}");
    assert_eq!(files(&place.path("grids")), ["vanilla.png"]);
}

#[test]
fn what_a_bench_cannot_do_is_said() {
    let place = Place::new();
    place.fails("bench modes --variants dcgan,began2", 2, "none of vanilla");
    place.fails("bench modes --set data=moons", 2, "chooses data and seeds itself");
    place.fails("bench modes --set colour=red", 2, "no such field");
    place.fails("bench mnist --variants hinge --set real_target=0.9", 2, "no target");
    place.fails("bench modes --json --markdown", 2, "cannot be used with");
    place.fails("bench mnist --device cpu --data-dir nowhere", 1, "nowhere");
}

#[cfg(unix)]
#[test]
fn a_step_is_timed_beside_its_pytorch_twin() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::new();
    let python = |name: &str, script: &str| {
        let path = place.path(name);
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path.display().to_string()
    };
    // Its arguments are -c, the script, and what the script's `settings.py` says.
    let figures =
        r#"{"version": "2.0", "threads": 1, "median_ms": 1, "min_ms": 1, "max_ms": 2, "peak_bytes": 3000}"#;
    let torch = python(
        "torch",
        &format!("[ \"$4 $5 $6 $7 $8 ${{10}}\" = '28 1 4 2 3 cpu' ] || exit 3\necho '{figures}'"),
    );
    let options = "bench --json --device cpu --steps 2 --batch 4";
    let output = place.succeeds(&format!("{options} --python {torch}"));
    let [dcgan, twin, vanilla, its_twin] = &json(&output.stdout).as_array().unwrap().clone()[..] else {
        panic!("four rows are expected: {}", output.stdout);
    };
    assert_eq!((&dcgan["device"], &twin["device"]), (&"cpu".into(), &"torch".into()));
    assert_eq!((&twin["name"], &twin["median_ms"]), (&"dcgan".into(), &1.0.into()));
    assert_eq!((&vanilla["name"], &its_twin["name"]), (&"vanilla".into(), &"vanilla".into()));
    assert!(output.stderr.contains("times the step of PyTorch 2.0 on 1 threads"), "{}", output.stderr);

    let without = python("without", "echo \"ModuleNotFoundError: No module named 'torch'\" >&2\nexit 1");
    place.fails(&format!("{options} --python {without}"), 1, "No module named 'torch'");
    place.fails(&format!("{options} --python nowhere/python"), 1, "cannot start nowhere/python");
    let nothing = python("nothing", "echo hello");
    place.fails(&format!("{options} --python {nothing}"), 1, "is not the twin's figures");
    place.fails(
        &format!("{options} --variants pix2pix --python {torch}"),
        2,
        "none of the variants has a twin",
    );
    let sized = "--size 32 --variants wgan_gp --python";
    place.fails(&format!("{options} {sized} {torch}"), 2, "none of the variants has a twin");
}

//! What goes to stdout: the zoo, the devices and the bench.

use crate::support::Place;
use saddle::zoo::ZOO;
use serde_json::Value;
use std::process::Stdio;

#[test]
fn the_zoo_lists_every_variant_with_its_recipe() {
    let place = Place::new();
    let zoo: Value = serde_json::from_str(&place.succeeds("zoo --json").stdout).unwrap();
    let names: Vec<_> =
        zoo.as_array().unwrap().iter().map(|variant| variant["name"].as_str().unwrap()).collect();
    for expected in ["vanilla", "dcgan"] {
        assert!(names.contains(&expected), "{names:?}");
    }
    for variant in zoo.as_array().unwrap() {
        assert!(variant["idea"].is_string() && variant["paper"].is_string());
        assert_eq!(variant["recipe"]["variant"], variant["name"]);
        for preset in variant["presets"].as_array().unwrap() {
            assert_eq!((&preset["steps"], &preset["recipe"]["batch"].is_u64()), (&500_000.into(), &true));
        }
    }
    let text = place.succeeds("zoo").stdout;
    assert!(names.iter().all(|name| text.contains(name)), "{text}");
    let on_points = text.lines().filter(|line| line.contains("on points: ") && line.contains("latent=2"));
    // There is nothing to translate on the plane.
    let of_latents = ZOO.iter().filter(|variant| !variant.translates());
    assert_eq!(on_points.count(), of_latents.count(), "{text}");
    let presets = text.lines().filter(|line| line.contains("--preset seed") && line.contains("500000 steps"));
    assert_eq!(presets.count(), 6, "{text}");
}

#[test]
fn the_devices_are_listed_and_one_is_taken_by_itself() {
    let listed = Place::new().succeeds("devices").stdout;
    assert!(listed.contains(" cpu "), "{listed}");
    assert_eq!(listed.lines().filter(|line| line.starts_with('*')).count(), 1, "{listed}");
}

#[test]
fn the_bench_gives_the_promised_figures() {
    let place = Place::new();
    let bench = place.succeeds("bench --json --steps 2 --device cpu --variants vanilla").stdout;
    let bench: Value = serde_json::from_str(&bench).unwrap();
    let [figure] = &bench.as_array().unwrap()[..] else {
        panic!("one figure is expected: {bench}");
    };
    assert_eq!(
        (&figure["name"], &figure["device"], &figure["batch"]),
        (&"vanilla".into(), &"cpu".into(), &64.into())
    );
    let [least, middle, most] = ["min_ms", "median_ms", "max_ms"].map(|key| figure[key].as_f64().unwrap());
    assert!(0.0 < least && least <= middle && middle <= most);
    assert!(figure["peak_bytes"].as_u64().is_some_and(|bytes| bytes > 1_000_000));
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let place = Place::new();
    let mut child =
        place.command("zoo --json").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert!(ended.status.success());
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
}

#[test]
fn one_variant_is_shown_with_its_settings_defaults_and_help() {
    let place = Place::new();
    let text = place.succeeds("zoo wgan_gp").stdout;
    for words in [
        "WGAN-GP",
        "penalty_weight = 10, on points 1\n",
        "discriminator_steps = 5\n",
        "a whole number from 1 to 20",
    ] {
        assert!(text.contains(words), "`{words}` is not in {text}");
    }
    assert!(!text.contains("  gamma ="), "a setting that is not in use: {text}");
    let json: Value = serde_json::from_str(&place.succeeds("zoo wgan_gp --json").stdout).unwrap();
    let weight =
        json["settings"].as_array().unwrap().iter().find(|row| row["setting"]["name"] == "penalty_weight");
    assert_eq!(weight.unwrap()["default"], 10.0);
    place.fails("zoo gun", 2, "`gun` is none of vanilla");
}

#[test]
fn shells_and_man_learn_the_commands() {
    let place = Place::new();
    for shell in ["bash", "zsh", "fish"] {
        let script = place.succeeds(&format!("completions {shell}")).stdout;
        assert!(["resume", "keep-checkpoints"].iter().all(|word| script.contains(word)), "{script}");
    }
    place.fails("completions abacus", 2, "abacus");
    assert!(place.succeeds("man").stdout.contains(".TH saddle 1"));
    let page = place.succeeds("man train").stdout;
    assert!(
        page.contains(".TH saddle-train 1") && page.contains("stop\\-after") && page.contains("generator_lr"),
        "{page}"
    );
    place.fails("man paint", 2, "saddle has no command paint");
}

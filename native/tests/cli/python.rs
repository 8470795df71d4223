//! Others can read what a run leaves: Python's `safetensors` opens a checkpoint, its `tensorboard` the events.

use crate::support::{Place, metrics};
use serde_json::Value;
use std::{env, path::Path, process::Command};

const OPEN_CHECKPOINT: &str = "
import json, sys
from safetensors import safe_open
with safe_open(sys.argv[1], framework='numpy') as file:
    metadata = file.metadata()
    sums = {name: float(abs(file.get_tensor(name)).sum()) for name in file.keys()}
print(json.dumps({'saddle': json.loads(metadata['saddle']), 'sums': sums}))
";

const READ_EVENTS: &str = "
import io, json, sys
from PIL import Image
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
events = EventAccumulator(sys.argv[1], size_guidance={'images': 0, 'scalars': 0}).Reload()
scalars = {tag: [[event.step, event.value] for event in events.Scalars(tag)] for tag in events.Tags()['scalars']}
images = [[event.step, *Image.open(io.BytesIO(event.encoded_image_string)).size, event.width, event.height]
          for event in events.Images('samples')]
print(json.dumps({'scalars': scalars, 'images': images}))
";

/// What `script` prints of the file at `path`.
fn python(script: &str, path: &Path) -> Value {
    let python = env::var("SADDLE_PYTHON").unwrap_or_else(|_| "python3".into());
    let output = Command::new(&python)
        .args(["-c", script])
        .arg(path)
        .output()
        .unwrap_or_else(|error| panic!("cannot run {python}: {error}; SADDLE_PYTHON names another"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        !said.contains("ModuleNotFoundError"),
        "{said}\n{python} -m pip install -r tests/requirements.txt"
    );
    assert!(output.status.success(), "{said}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn tensorboard_reads_a_runs_numbers_and_samples_each_once_after_a_resume() {
    let place = Place::new();
    place.trained("run", "vanilla --data digits --steps 20 --set checkpoint_every=10");
    place.succeeds("resume run --steps 40 --set generator_lr=0.0001 --device cpu");
    let events = python(READ_EVENTS, &place.path("run"));
    let steps = [10, 20, 30, 40];
    let losses = events["scalars"]["loss_d"].as_array().unwrap();
    let rows = metrics(&place.path("run"));
    for (at, (loss, row)) in losses.iter().zip(&rows[1..]).enumerate() {
        let cells: Vec<f64> = row.split(',').map(|cell| cell.parse().unwrap()).collect();
        assert_eq!(loss[0], steps[at]);
        assert!((loss[1].as_f64().unwrap() - cells[1]).abs() < 1e-6, "{loss} and {row}");
    }
    assert_eq!(losses.len(), steps.len());
    let images = [0, 10, 20, 30, 40].map(|step| serde_json::json!([step, 242, 242, 242, 242]));
    assert_eq!(events["images"].as_array().unwrap()[..], images);
    assert_eq!(events["scalars"].as_object().unwrap().len(), rows[0].split(',').count() - 1);
}

#[test]
fn python_opens_a_checkpoint_and_sees_its_recipe() {
    let place = Place::new();
    place.trained("run", "vanilla --data ring --steps 3 --seed 5");
    let checkpoint = python(OPEN_CHECKPOINT, &place.path("run/checkpoint.safetensors"));
    let header = &checkpoint["saddle"];
    assert_eq!((&header["recipe"]["variant"], &header["recipe"]["seed"]), (&"vanilla".into(), &5.into()));
    assert_eq!(header["progress"]["step"], 3);
    let sums = checkpoint["sums"].as_object().unwrap();
    for part in ["generator.", "discriminator.", "generator.ema."] {
        let sum: f64 =
            sums.iter().filter(|(name, _)| name.starts_with(part)).filter_map(|(_, sum)| sum.as_f64()).sum();
        assert!(sum > 0.0, "{part} has no weights in {sums:?}");
    }
}

#[test]
fn tensorboard_shows_a_score_at_the_steps_at_which_it_was_taken() {
    let place = Place::new();
    place.trained("run", "vanilla --data ring --steps 30 --eval-every 15");
    let events = python(READ_EVENTS, &place.path("run"));
    let scores = events["scalars"]["score_coverage"].as_array().unwrap();
    assert_eq!(scores.iter().map(|score| &score[0]).collect::<Vec<_>>(), [15, 30]);
    assert_eq!(events["scalars"]["loss_d"].as_array().unwrap().len(), 4);
}

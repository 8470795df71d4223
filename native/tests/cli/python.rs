//! Others can read a checkpoint: Python's `safetensors` opens it and sees the recipe.

use crate::support::Place;
use serde_json::Value;
use std::{env, process::Command};

const SCRIPT: &str = "
import json, sys
from safetensors import safe_open
with safe_open(sys.argv[1], framework='numpy') as file:
    metadata = file.metadata()
    sums = {name: float(abs(file.get_tensor(name)).sum()) for name in file.keys()}
print(json.dumps({'saddle': json.loads(metadata['saddle']), 'sums': sums}))
";

#[test]
fn python_opens_a_checkpoint_and_sees_its_recipe() {
    let place = Place::new();
    place.trained("run", "vanilla --data ring --steps 3 --seed 5");
    let python = env::var("SADDLE_PYTHON").unwrap_or_else(|_| "python3".into());
    let output = Command::new(&python)
        .args(["-c", SCRIPT])
        .arg(place.path("run/checkpoint.safetensors"))
        .output()
        .unwrap_or_else(|error| panic!("cannot run {python}: {error}; SADDLE_PYTHON names another"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!said.contains("ModuleNotFoundError"), "{said}\n{python} -m pip install safetensors numpy");
    assert!(output.status.success(), "{said}");

    let checkpoint: Value = serde_json::from_slice(&output.stdout).unwrap();
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

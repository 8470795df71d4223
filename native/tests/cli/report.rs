//! The page of a run, which must open without anything else.

use crate::support::Place;
use std::fs;

#[test]
fn a_report_holds_the_run_and_needs_no_other_file() {
    let place = Place::new();
    place.trained("run", "vanilla --data digits --steps 20 --seed 5 --set checkpoint_every=1");
    place.succeeds("resume run --steps 21 --set generator_lr=0.00003 --device cpu");
    place.succeeds("report run");
    let page = fs::read_to_string(place.path("run/report.html")).unwrap();
    // Curves, the last samples, a dozen from the first to the last, and paths between some.
    assert_eq!(page.matches("src=\"data:image/png;base64,").count(), 1 + 1 + 12 + 1);
    assert_eq!(page.matches("src=").count(), 1 + 1 + 12 + 1);
    for foreign in ["href=", "url(", "<script", "@import"] {
        assert!(!page.contains(foreign), "{foreign} is in the page");
    }
    for words in [
        "variant=vanilla&amp;seed=5&amp;",
        "step 0<",
        "step 21<",
        "Settings changed on the way",
        "0.00003",
        "loss_d",
        "of 21",
    ] {
        assert!(page.contains(words), "{words} is not in the page");
    }
}

#[test]
fn a_run_that_has_measured_nothing_has_a_report_and_what_is_no_run_has_none() {
    let place = Place::new();
    place.trained("run", "vanilla --data ring --steps 2");
    fs::remove_file(place.path("run/metrics.csv")).unwrap();
    fs::remove_dir_all(place.path("run/samples")).unwrap();
    place.succeeds("report run --out page.html");
    assert!(fs::read_to_string(place.path("page.html")).unwrap().contains("Nothing has been measured yet"));
    place.fails("report nowhere", 1, "nowhere is not the folder of a run");
}

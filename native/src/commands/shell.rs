//! `saddle completions` and `saddle man`: what a shell and `man` are told of the command line.

use crate::{args::Arguments, system::failure::usage};
use anyhow::Result;
use clap::CommandFactory as _;
use clap_complete::Shell;
use clap_mangen::Man;
use std::io::{self, Write as _};

/// Writes a script that completes the command line in `shell`.
pub fn completions(shell: Shell) -> Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "saddle", &mut script);
    Ok(io::stdout().write_all(&script)?)
}

/// Writes the manual page of `saddle`, or of one of its commands.
pub fn man(command: Option<&str>) -> Result<()> {
    let mut saddle = Arguments::command();
    // Gives each command its whole name.
    saddle.build();
    let page = match command {
        None => saddle,
        Some(name) => saddle
            .find_subcommand(name)
            .cloned()
            .ok_or_else(|| usage(format_args!("saddle has no command {name}; `saddle help` lists them")))?,
    };
    let mut text = Vec::new();
    Man::new(page).render(&mut text)?;
    Ok(io::stdout().write_all(&text)?)
}

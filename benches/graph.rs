//! All measures of made-up organisations of 1,000, 10,000 and 100,000 people. CPU seconds are printed for readers and
//! written for `benches/peers/graph.py`, which measures the same networks with others; nothing fails by time.
//! Run with `bin/bench graph`.

#[path = "../tests/graph/make.rs"]
#[expect(dead_code, reason = "only the generator of numbers is needed")]
mod make;

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

use make::Numbers;
use weft::domain::tie::TieState;
use weft::graph::{Groups, Meeting, Network, Person, Settings, View, communities, measures, walks};

/// CPU time of all threads of this process so far. Units: seconds.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The fields after the name in brackets; a clock tick is a hundredth on every Linux there is.
    let fields: Vec<&str> =
        stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|n| n.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

/// Teams of twenty; a third of the ties lies within them.
fn organisation(people: u32, ties: usize) -> (Network, Groups) {
    let mut dice = Numbers::new(u64::from(people));
    let mut pairs = BTreeSet::new();
    while pairs.len() < ties {
        let one = dice.below(people);
        let other = if dice.percent(33) {
            (one / 20 * 20 + dice.below(20)).min(people - 1)
        } else {
            dice.below(people)
        };
        if one != other {
            pairs.insert([one.min(other), one.max(other)]);
        }
    }
    let meetings: Vec<Meeting> = pairs
        .into_iter()
        .map(|people| Meeting {
            people,
            groups: people.map(|person| person / 20),
            on: None,
            times: 1,
            state: TieState::Met,
        })
        .collect();
    let everybody = vec![Person::default(); people as usize];
    let view = View::year_to(make::day(730));
    let network = Network::new(&everybody, &meetings, view).expect("a network");
    (network, Groups::new((0..people).map(|person| person / 20).collect(), people.div_ceil(20)))
}

fn main() -> std::io::Result<()> {
    let mut words = std::env::args().skip_while(|word| word != "--out").skip(1);
    let folder = words.next().map(PathBuf::from);
    let mut out = std::io::stdout().lock();
    for (people, ties) in [(1_000, 3_300), (10_000, 33_000), (100_000, 330_000)] {
        let (network, groups) = organisation(people, ties);
        let settings = Settings::default();
        let (before, began) = (cpu(), Instant::now());
        let found = measures(&network, &groups, &settings);
        let (all, wall) = (cpu() - before, began.elapsed().as_secs_f64());
        // Small ones several times: the clock of the CPU ticks in hundredths of a second.
        // The best of some, as of the others: what else the machine does is nobody's time.
        let turns = (20_000 / people).max(1);
        let mut betweenness = Vec::new();
        let mut of_walks = f64::INFINITY;
        for _ in 0..if people > 10_000 { 1 } else { 3 } {
            let before = cpu();
            for _ in 0..turns {
                let (most, pivots, seed) = (settings.exact_up_to, settings.pivots, settings.seed);
                betweenness = walks(&network, &groups, most, pivots, seed).betweenness;
            }
            of_walks = of_walks.min((cpu() - before) / f64::from(turns));
        }
        let before = cpu();
        let (_, searched) = communities(&network, &groups, settings.community_runs, settings.seed);
        let of_communities = cpu() - before;
        writeln!(
            out,
            "{people} people, {ties} ties: all measures {all:.2} s of CPU ({wall:.2} s on the clock); of these betweenness \
             and distances from {} people {of_walks:.2} s, {} communities, modularity {:.4}, {of_communities:.2} s",
            found.sampling.sources,
            searched.count,
            searched.modularity.unwrap_or(0.0),
        )?;
        let Some(folder) = folder.as_ref().filter(|_| people as usize <= settings.exact_up_to)
        else {
            continue;
        };
        let value = serde_json::json!({
            "people": people,
            "ties": network.ties().iter().map(|tie| tie.people).collect::<Vec<_>>(),
            "cpu": of_walks,
            "betweenness": betweenness,
        });
        std::fs::write(folder.join(format!("graph-{people}.json")), value.to_string())?;
    }
    Ok(())
}

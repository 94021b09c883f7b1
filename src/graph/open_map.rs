//! Where people stand on the open map: each team a disc, its people on a spiral inside it.
//!
//! Nobody's place is pushed about by forces. A team and a person have a place they would like, which follows from their
//! own id alone, and take the nearest one that is free. So the map looks the same tomorrow: who comes or goes moves only
//! those who stood in their way.

use std::collections::HashMap;
use std::f64::consts::{PI, TAU};

use crate::domain::id::{PersonId, TeamId};

/// How many colours teams are told apart by; the style sheet has as many.
pub const COLOURS: usize = 5;
/// A dot's radius.
///
/// Units: of the map.
pub const DOT: i32 = 5;

/// Growth of the spiral: point `i` stands `SPREAD × √(i + ½)` from the middle, which leaves at least 1.4 × `SPREAD` between
/// two points.
const SPREAD: f64 = 8.0;
/// Room around a disc, for the team's name and for lines to be seen between discs.
const MARGIN: f64 = 16.0;
/// The golden angle: successive points of a spiral turned by it fill a disc evenly (Vogel 1979).
const GOLDEN: f64 = 2.399_963_229_728_653;
/// How much of the map's disc the teams' discs cover.
const COVERED: f64 = 0.5;

/// A point.
///
/// Units: of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// To the right.
    pub x: i32,
    /// Down.
    pub y: i32,
}

/// A team's disc.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disc {
    /// Which team.
    pub team: TeamId,
    /// The middle.
    pub at: Point,
    /// The radius, margin not included.
    pub radius: i32,
    /// Number of its colour, below [`COLOURS`].
    pub colour: usize,
}

/// Places for everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// The place of each person, in the order in which they were given.
    pub people: Vec<Point>,
    /// The disc of each person: an index into `discs`.
    pub disc_of: Vec<usize>,
    /// The discs, by team id.
    pub discs: Vec<Disc>,
    /// The rectangle around everything: left, top, width, height.
    pub frame: [i32; 4],
}

/// Places people by team. The order in which they are given does not matter to where they stand.
///
/// Cost: about 10 ms for 10,000 people in 700 teams.
/// Source: the spiral is Vogel's, "A better way to construct the sunflower head", Mathematical Biosciences 44 (1979).
pub fn places(people: &[(TeamId, PersonId)]) -> Places {
    let mut order: Vec<usize> = (0..people.len()).collect();
    order.sort_unstable_by_key(|index| people[*index]);
    let groups: Vec<&[usize]> =
        order.chunk_by(|one, other| people[*one].0 == people[*other].0).collect();
    let teams: Vec<(TeamId, usize)> = groups
        .iter()
        .filter_map(|group| Some((people[*group.first()?].0, slots(group.len()))))
        .collect();
    let middles = middles(&teams);
    let mut out = Places {
        people: vec![Point { x: 0, y: 0 }; people.len()],
        disc_of: vec![0; people.len()],
        discs: Vec::with_capacity(teams.len()),
        frame: [0, 0, 0, 0],
    };
    for (number, group) in groups.iter().enumerate() {
        let (team, slots) = teams[number];
        let (x, y) = middles[number];
        let mut taken = vec![false; slots];
        for index in *group {
            let wish = usize::try_from(mix(people[*index].1.0.as_u128()) % slots as u64);
            let mut slot = wish.unwrap_or(0);
            while taken[slot] {
                slot = (slot + 1) % slots;
            }
            taken[slot] = true;
            let (dx, dy) = spiral(slot, SPREAD);
            out.people[*index] = point(x + dx, y + dy);
            out.disc_of[*index] = number;
        }
        let colour = usize::try_from(mix(team.0.as_u128()) % COLOURS as u64).unwrap_or(0);
        out.discs.push(Disc { team, at: point(x, y), radius: whole(radius(slots)), colour });
    }
    out.frame = frame(&out.discs);
    out
}

/// From which scale on each disc's name can be drawn without covering the name of a larger disc; below it, it is left
/// out. `halves` has half the width of each name.
///
/// Units: halves and `line`, a name's height, in pixels; the scale in pixels for a unit of the map.
/// Cost: a comparison for each two discs.
pub fn names_from(discs: &[Disc], halves: &[f64], line: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..discs.len().min(halves.len())).collect();
    order.sort_unstable_by_key(|number| (i32::MAX - discs[*number].radius, discs[*number].team));
    let mut from = vec![0.0_f64; discs.len()];
    for (place, own) in order.iter().enumerate() {
        let (x, y) = name_at(&discs[*own]);
        for other in &order[..place] {
            let (other_x, other_y) = name_at(&discs[*other]);
            let wide = (halves[*own] + halves[*other]) / f64::from((x - other_x).abs()).max(0.1);
            let apart = wide.min(line / f64::from((y - other_y).abs()).max(0.1));
            if from[*other] < apart {
                from[*own] = from[*own].max(apart);
            }
        }
    }
    from
}

/// Where a disc's name stands: the middle of its foot, just above the disc.
pub fn name_at(disc: &Disc) -> (i32, i32) {
    (disc.at.x, disc.at.y - disc.radius - DOT)
}

/// Places of a disc for so many people: a power of two, so that a disc seldom grows, and never more than two thirds
/// full, so that most people get the place they would like.
fn slots(people: usize) -> usize {
    (people + people.div_ceil(2)).next_power_of_two()
}

fn radius(slots: usize) -> f64 {
    SPREAD * real(slots).sqrt() + f64::from(DOT)
}

/// The middle of each team's disc, in the order of `teams`. Large discs choose first: they find no gaps later.
fn middles(teams: &[(TeamId, usize)]) -> Vec<(f64, f64)> {
    let reach = |slots: usize| radius(slots) + MARGIN;
    let area: f64 = teams.iter().map(|(_, slots)| PI * reach(*slots).powi(2)).sum();
    // In steps of ⁴√2, so that the whole map seldom changes its scale.
    let extent = 2_f64.powf(((area / COVERED / PI).sqrt().max(1.0).log2() * 4.0).ceil() / 4.0);
    let largest = teams.iter().map(|(_, slots)| reach(*slots)).fold(1.0, f64::max);
    let mut placed: HashMap<(i32, i32), Vec<(f64, f64, f64)>> = HashMap::new();
    let cell = |x: f64, y: f64| (whole(x / largest / 2.0), whole(y / largest / 2.0));
    let mut order: Vec<usize> = (0..teams.len()).collect();
    order.sort_unstable_by_key(|number| (usize::MAX - teams[*number].1, teams[*number].0));
    let mut middles = vec![(0.0, 0.0); teams.len()];
    for number in order {
        let (team, slots) = teams[number];
        let own = reach(slots);
        let wish = team.0.as_u128();
        let (far, turn) = (unit(mix(wish)), unit(mix(wish ^ 1)));
        let (x, y) = polar(extent * far.sqrt(), TAU * turn);
        let free = |(x, y): &(f64, f64)| {
            let (column, row) = cell(*x, *y);
            let near = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (column + dx, row + dy)));
            near.filter_map(|cell| placed.get(&cell))
                .flatten()
                .all(|(other_x, other_y, reach)| (other_x - x).hypot(other_y - y) >= reach + own)
        };
        // The spiral has no end, so there is always a free place.
        let around = (0..).map(|step| spiral(step, own / 4.0));
        let at = around.map(|(dx, dy)| (x + dx, y + dy)).find(free);
        let at = at.unwrap_or((x, y));
        placed.entry(cell(at.0, at.1)).or_default().push((at.0, at.1, own));
        middles[number] = at;
    }
    middles
}

/// The `i`-th point of a spiral around the origin.
fn spiral(i: usize, spread: f64) -> (f64, f64) {
    polar(spread * (real(i) + 0.5).sqrt(), real(i) * GOLDEN)
}

fn polar(radius: f64, angle: f64) -> (f64, f64) {
    (radius * angle.cos(), radius * angle.sin())
}

fn frame(discs: &[Disc]) -> [i32; 4] {
    let room = whole(MARGIN);
    let low = |of: fn(&Disc) -> i32| discs.iter().map(|d| of(d) - d.radius - room).min();
    let high = |of: fn(&Disc) -> i32| discs.iter().map(|d| of(d) + d.radius + room).max();
    let edges = (low(|d| d.at.x), low(|d| d.at.y), high(|d| d.at.x), high(|d| d.at.y));
    let (Some(left), Some(top), Some(right), Some(bottom)) = edges else { return [0, 0, 1, 1] };
    // Names of discs at the edge have room as well.
    let edge = (right - left).max(bottom - top) / 32;
    [left - edge, top - edge, right - left + 2 * edge, bottom - top + 2 * edge]
}

fn point(x: f64, y: f64) -> Point {
    Point { x: whole(x), y: whole(y) }
}

#[expect(clippy::cast_possible_truncation, reason = "a map is some ten thousand units wide")]
fn whole(n: f64) -> i32 {
    n.round() as i32
}

fn real(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// Evenly spread bits out of an id.
///
/// Source: the finalizer of `SplitMix64` (Steele, Lea, Flood 2014), over both halves.
fn mix(id: u128) -> u64 {
    #[expect(clippy::cast_possible_truncation, reason = "the two halves")]
    let (high, low) = ((id >> 64) as u64, id as u64);
    let step = |mut z: u64| {
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    };
    step(step(high.wrapping_add(0x9e37_79b9_7f4a_7c15)) ^ low)
}

/// The bits as a number from 0 up to 1.
fn unit(bits: u64) -> f64 {
    f64::from(u32::try_from(bits >> 32).unwrap_or(0)) / 4_294_967_296.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u128) -> u128 {
        // As UUIDv7 made one after the other: the upper half grows slowly, the lower is chance.
        (n << 80) | u128::from(mix(n))
    }

    /// So many people in teams of very different sizes.
    fn organisation(people: u128) -> Vec<(TeamId, PersonId)> {
        (0..people)
            .map(|n| {
                let team = 1 + (n * n) % (people / 14 + 1);
                let team = format!("{:032x}", id(team + 1_000_000)).parse().expect("id");
                (team, person(n))
            })
            .collect()
    }

    fn person(n: u128) -> PersonId {
        format!("{:032x}", id(n)).parse().expect("id")
    }

    fn distance(one: Point, other: Point) -> f64 {
        f64::from(one.x - other.x).hypot(f64::from(one.y - other.y))
    }

    #[test]
    fn nobody_stands_on_anybody_and_no_team_in_another() {
        let people = organisation(2_000);
        let map = places(&people);
        for (i, one) in map.discs.iter().enumerate() {
            for other in &map.discs[i + 1..] {
                let between = distance(one.at, other.at);
                assert!(between > f64::from(one.radius + other.radius), "{one:?} {other:?}");
            }
        }
        for i in 0..people.len() {
            let disc = map.discs[map.disc_of[i]];
            assert_eq!(disc.team, people[i].0);
            assert!(distance(disc.at, map.people[i]) <= f64::from(disc.radius - DOT) + 2.0);
            for j in 0..i {
                if map.disc_of[i] == map.disc_of[j] {
                    let between = distance(map.people[i], map.people[j]);
                    assert!(between >= f64::from(2 * DOT), "{between}");
                }
            }
        }
        let [left, top, width, height] = map.frame;
        for at in &map.people {
            assert!((left..left + width).contains(&at.x) && (top..top + height).contains(&at.y));
        }
    }

    #[test]
    fn the_order_of_the_list_does_not_matter() {
        let mut people = organisation(300);
        let before = places(&people);
        people.reverse();
        let mut after = places(&people);
        after.people.reverse();
        after.disc_of.reverse();
        assert_eq!(before, after);
    }

    #[test]
    fn who_comes_or_goes_moves_few_others() {
        let people = organisation(1_000);
        let before = places(&people);
        let mut most = 0;
        for gone in (0..people.len()).step_by(37) {
            let mut rest = people.clone();
            rest.remove(gone);
            let after = places(&rest);
            let moved = (0..rest.len())
                .filter(|i| before.people[i + usize::from(*i >= gone)] != after.people[*i])
                .count();
            most = most.max(moved);
        }
        // The worst is a disc that shrinks and lets those around it nearer to where they would like to be.
        assert!(most < 150, "{most} of 1,000 moved");
        let typical = places(&people[..people.len() - 1]);
        let moved = (0..people.len() - 1).filter(|i| before.people[*i] != typical.people[*i]);
        assert!(moved.count() <= 5);
    }

    #[test]
    fn no_name_covers_another_at_any_scale() {
        let map = places(&organisation(600));
        let halves: Vec<f64> = (0..map.discs.len()).map(|n| real(20 + n % 40)).collect();
        let from = names_from(&map.discs, &halves, 15.0);
        assert!(from.iter().filter(|from| **from < 0.8).count() > 5, "some names from afar");
        for scale in [0.3, 0.5, 0.8, 1.3, 2.0, 4.0] {
            let shown: Vec<usize> = (0..from.len()).filter(|n| from[*n] <= scale).collect();
            for (i, one) in shown.iter().enumerate() {
                for other in &shown[i + 1..] {
                    let (a, b) = (name_at(&map.discs[*one]), name_at(&map.discs[*other]));
                    let (dx, dy) = (f64::from(a.0 - b.0).abs(), f64::from(a.1 - b.1).abs());
                    let clear = dx * scale >= halves[*one] + halves[*other] - 0.001
                        || dy * scale >= 15.0 - 0.001;
                    assert!(clear, "{one} and {other} at {scale}");
                }
            }
        }
    }

    #[test]
    fn none_and_one_are_maps_too() {
        assert_eq!(places(&[]).frame, [0, 0, 1, 1]);
        let one = places(&organisation(1));
        assert_eq!((one.people.len(), one.discs.len()), (1, 1));
    }

    #[test]
    fn a_map_of_ten_thousand_is_compact() {
        let map = places(&organisation(10_000));
        let [_, _, width, height] = map.frame;
        let covered: f64 = map.discs.iter().map(|d| PI * f64::from(d.radius).powi(2)).sum();
        let share = covered / (f64::from(width) * f64::from(height));
        assert!(share > 0.1, "discs cover {share:.2} of the drawing");
    }
}

//! Where groups stand on a map: tied groups near each other, nothing over anything else, and next quarter in the same
//! place.
//!
//! Springs and repulsion from a spiral, without chance: the same groups and ties give the same map. A group that stood
//! on the map before stays within [`DRIFT`] of its place, unless it has grown into another and must make room.
//! Source: Fruchterman & Reingold, Graph drawing by force-directed placement (1991).

use super::network::real;

/// How far a group that stood on the map before may follow its ties. Units: parts of the mean size of a box.
pub const DRIFT: f64 = 0.1;

/// Room between two boxes. Units: as the boxes.
pub const GAP: f64 = 4.0;

/// Rounds of forces.
const ROUNDS: u32 = 300;

/// Rounds of pushing boxes apart, before everything is spread.
const PUSHES: usize = 400;

/// The angle between two leaves of a sunflower; no two points of the spiral share a ray. Units: radians.
const GOLDEN: f64 = 2.399_963_229_728_653;

/// What stands on the map: a circle with its label, as the box around both.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// Width and height of the box, above 0. Units: those of the map.
    pub size: [f64; 2],
    /// Its centre on the map before; none: it is new. Units: those of the map.
    pub before: Option<[f64; 2]>,
}

/// Two places that belong near each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// Their indices.
    pub ends: [u32; 2],
    /// How much, above 0; only the proportions count.
    pub weight: f64,
}

/// The centre of each box. Links with an index that nobody has, to itself, or without weight pull nothing.
///
/// Cost: [`ROUNDS`] × spots²: 300 spots take a tenth of a second.
pub fn layout(spots: &[Spot], links: &[Link]) -> Vec<[f64; 2]> {
    if spots.is_empty() {
        return Vec::new();
    }
    let scale = spots.iter().map(|spot| spot.size[0] + spot.size[1]).sum::<f64>()
        / (2.0 * real(spots.len()));
    let scale = if scale.is_finite() && scale > 0.0 { scale } else { 1.0 };
    let mut pulls: Vec<(usize, usize, f64)> = links
        .iter()
        .filter(|link| link.weight > 0.0 && link.ends[0] != link.ends[1])
        .map(|link| (link.ends[0] as usize, link.ends[1] as usize, link.weight))
        .filter(|(one, other, _)| *one < spots.len() && *other < spots.len())
        .collect();
    let heaviest = pulls.iter().map(|pull| pull.2).fold(0.0, f64::max);
    for (_, _, weight) in &mut pulls {
        *weight = (*weight / heaviest).sqrt();
    }
    let mut at = begin(spots, &pulls, scale);
    settle(&mut at, spots, &pulls, scale);
    part(&mut at, spots, scale);
    at
}

/// Do two boxes lie over each other, or closer than [`GAP`]?
pub fn overlap(one: [f64; 2], of_one: [f64; 2], other: [f64; 2], of_other: [f64; 2]) -> bool {
    // A hair less than the gap: boxes that were pushed to it exactly are apart.
    (0..2).all(|axis| {
        (one[axis] - other[axis]).abs() + 1e-9 < f64::midpoint(of_one[axis], of_other[axis]) + GAP
    })
}

/// Those that were there before where they were, the new ones beside those they are tied to, or on the spiral.
fn begin(spots: &[Spot], pulls: &[(usize, usize, f64)], scale: f64) -> Vec<[f64; 2]> {
    let mut middle = [0.0; 2];
    let old: Vec<[f64; 2]> = spots.iter().filter_map(|spot| spot.before).collect();
    for before in &old {
        for axis in 0..2 {
            middle[axis] += before[axis] / real(old.len());
        }
    }
    let mut sums = vec![([0.0; 2], 0.0); spots.len()];
    for (one, other, weight) in pulls {
        for (from, to) in [(*one, *other), (*other, *one)] {
            if let Some(before) = spots[to].before {
                let (sum, all) = &mut sums[from];
                for axis in 0..2 {
                    sum[axis] += before[axis] * weight;
                }
                *all += weight;
            }
        }
    }
    spots
        .iter()
        .enumerate()
        .map(|(i, spot)| {
            let turn = GOLDEN * real(i);
            let ray = [turn.cos(), turn.sin()];
            match (spot.before, sums[i]) {
                (Some(before), _) => before,
                // Beside, not upon: two new ones with the same neighbours must not start in one point.
                (None, (sum, all)) if all > 0.0 => {
                    [0, 1].map(|axis| sum[axis] / all + ray[axis] * scale)
                }
                _ => {
                    let far = scale * (real(i) + 0.5).sqrt();
                    [0, 1].map(|axis| middle[axis] + ray[axis] * far)
                }
            }
        })
        .collect()
}

/// Springs along ties, repulsion between all, a little gravity so that nothing floats away; cooling down.
fn settle(at: &mut [[f64; 2]], spots: &[Spot], pulls: &[(usize, usize, f64)], scale: f64) {
    let n = at.len();
    // Few groups stand further apart: their ties are to be seen beside the names.
    let length = scale * (1.5 + 4.0 / real(n));
    let settled = spots.iter().all(|spot| spot.before.is_some());
    let mut force = vec![[0.0; 2]; n];
    for round in 0..ROUNDS {
        let left = f64::from(ROUNDS - round) / f64::from(ROUNDS);
        // A map on which everybody stood before only drifts.
        let heat = left * if settled { scale * DRIFT } else { scale };
        force.fill([0.0; 2]);
        let middle = [0, 1].map(|axis| at.iter().map(|place| place[axis]).sum::<f64>() / real(n));
        for i in 0..n {
            for j in i + 1..n {
                let apart = [at[i][0] - at[j][0], at[i][1] - at[j][1]];
                let square = (apart[0] * apart[0] + apart[1] * apart[1]).max(1e-6 * scale * scale);
                for axis in 0..2 {
                    let push = apart[axis] * length * length / square;
                    force[i][axis] += push;
                    force[j][axis] -= push;
                }
            }
        }
        for (one, other, weight) in pulls {
            let apart = [at[*one][0] - at[*other][0], at[*one][1] - at[*other][1]];
            let distance = apart[0].hypot(apart[1]);
            for axis in 0..2 {
                let pull = apart[axis] * distance / length * weight;
                force[*one][axis] -= pull;
                force[*other][axis] += pull;
            }
        }
        for i in 0..n {
            for axis in 0..2 {
                force[i][axis] -= (at[i][axis] - middle[axis]) * 0.3;
            }
            let size = force[i][0].hypot(force[i][1]);
            if size > 0.0 && size.is_finite() {
                let step = size.min(heat) / size;
                for axis in 0..2 {
                    at[i][axis] += force[i][axis] * step;
                }
            }
            if let Some(before) = spots[i].before {
                at[i] = near(at[i], before, scale * DRIFT);
            }
        }
    }
}

/// A place pulled back to within a distance of another.
fn near(place: [f64; 2], home: [f64; 2], most: f64) -> [f64; 2] {
    let away = [place[0] - home[0], place[1] - home[1]];
    let distance = away[0].hypot(away[1]);
    let keep = if distance > most { most / distance } else { 1.0 };
    [0, 1].map(|axis| home[axis] + away[axis] * keep)
}

fn apart(one: [f64; 2], other: [f64; 2]) -> f64 {
    (one[0] - other[0]).hypot(one[1] - other[1])
}

/// Pushes boxes apart along the shorter way. New ones make room for those that stood there; two of a kind share the
/// way. What this does not part is spread from the middle, which parts everything.
fn part(at: &mut [[f64; 2]], spots: &[Spot], scale: f64) {
    let n = at.len();
    let nudge = |i: usize| {
        let turn = GOLDEN * (real(i) + 1.0);
        [turn.cos() * scale * 1e-3, turn.sin() * scale * 1e-3]
    };
    for round in 0.. {
        let mut touched = false;
        for i in 0..n {
            for j in i + 1..n {
                if !overlap(at[i], spots[i].size, at[j], spots[j].size) {
                    continue;
                }
                touched = true;
                if apart(at[i], at[j]) < scale * 1e-9 {
                    let [x, y] = nudge(j);
                    at[j] = [at[j][0] + x, at[j][1] + y];
                }
                if round < PUSHES {
                    push(at, spots, i, j, round);
                }
            }
        }
        if !touched {
            return;
        }
        if round >= PUSHES {
            for place in at.iter_mut() {
                *place = place.map(|along| along * 1.05);
            }
        }
        // Places beyond all measure cannot be parted; they were no places.
        if at.iter().flatten().any(|along| !along.is_finite()) {
            return;
        }
    }
}

fn push(at: &mut [[f64; 2]], spots: &[Spot], i: usize, j: usize, round: usize) {
    let missing = [0, 1].map(|axis| {
        f64::midpoint(spots[i].size[axis], spots[j].size[axis]) + GAP
            - (at[i][axis] - at[j][axis]).abs()
    });
    let axis = usize::from(missing[1] < missing[0]);
    let way = missing[axis] * if at[i][axis] < at[j][axis] { -1.0 } else { 1.0 };
    // After a while those that stood there give way too, or a new one between two walls would go to and fro.
    let share = match (spots[i].before.is_some(), spots[j].before.is_some()) {
        (true, false) if round < PUSHES / 2 => 0.0,
        (false, true) if round < PUSHES / 2 => 1.0,
        _ => 0.5,
    };
    at[i][axis] += way * share;
    at[j][axis] -= way * (1.0 - share);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A ring of groups with chords, boxes of several sizes.
    fn world(n: u32) -> (Vec<Spot>, Vec<Link>) {
        let spots = (0..n)
            .map(|i| Spot {
                size: [40.0 + f64::from(i % 7) * 12.0, 30.0 + f64::from(i % 3) * 8.0],
                before: None,
            })
            .collect();
        let links = (0..n)
            .flat_map(|i| [(i, (i + 1) % n), (i, (i * 7 + 3) % n)])
            .map(|(one, other)| Link { ends: [one, other], weight: 1.0 + f64::from(one % 5) })
            .collect();
        (spots, links)
    }

    fn stand(spots: &[Spot], at: &[[f64; 2]]) -> Vec<Spot> {
        let places = spots.iter().zip(at);
        places.map(|(spot, at)| Spot { before: Some(*at), ..*spot }).collect()
    }

    fn overlaps(spots: &[Spot], at: &[[f64; 2]]) -> usize {
        let pairs = (0..at.len()).flat_map(|i| (i + 1..at.len()).map(move |j| (i, j)));
        pairs.filter(|(i, j)| overlap(at[*i], spots[*i].size, at[*j], spots[*j].size)).count()
    }

    #[test]
    fn nothing_lies_over_anything_else() {
        for n in [1, 2, 3, 30, 300] {
            let (spots, links) = world(n);
            let at = layout(&spots, &links);
            assert_eq!(overlaps(&spots, &at), 0, "{n}");
            assert!(at.iter().flatten().all(|along| along.is_finite()));
        }
        let crowd = vec![Spot { size: [50.0, 20.0], before: Some([7.0, 7.0]) }; 40];
        assert_eq!(overlaps(&crowd, &layout(&crowd, &[])), 0, "all began in one point");
    }

    #[test]
    fn tied_groups_are_nearer_than_others() {
        let (spots, _) = world(40);
        // Four circles of ten that know nobody else.
        let links: Vec<Link> = (0..40_u32)
            .flat_map(|i| (i + 1..40).map(move |j| [i, j]))
            .filter(|[i, j]| i / 10 == j / 10)
            .map(|ends| Link { ends, weight: 1.0 })
            .collect();
        let at = layout(&spots, &links);
        let mean = |same: bool| {
            let pairs: Vec<f64> = (0..40)
                .flat_map(|i| (i + 1..40).map(move |j| (i, j)))
                .filter(|(i, j)| (i / 10 == j / 10) == same)
                .map(|(i, j)| apart(at[i], at[j]))
                .collect();
            pairs.iter().sum::<f64>() / real(pairs.len())
        };
        assert!(mean(true) * 1.5 < mean(false), "{} {}", mean(true), mean(false));
    }

    #[test]
    fn next_quarter_everybody_is_where_they_were() {
        let (spots, mut links) = world(60);
        let first = layout(&spots, &links);
        let again = layout(&stand(&spots, &first), &links);
        let most = 0.2 * 60.0;
        for (one, other) in first.iter().zip(&again) {
            assert!(apart(*one, *other) < most, "{one:?} {other:?}");
        }
        // One group is new, one tie is gone: of the others few move more than a little.
        links.pop();
        links.push(Link { ends: [60, 5], weight: 3.0 });
        let mut grown = stand(&spots, &again);
        grown.push(Spot { size: [60.0, 40.0], before: None });
        let next = layout(&grown, &links);
        assert_eq!(overlaps(&grown, &next), 0);
        let far =
            again.iter().zip(&next).filter(|(one, other)| apart(**one, **other) > most).count();
        assert!(far <= 3, "{far} of 60 moved");
        assert!(apart(next[60], next[5]) < 400.0, "the new one is near its tie");
    }

    #[test]
    fn the_same_groups_give_the_same_map_and_odd_links_pull_nothing() {
        let (spots, mut links) = world(25);
        let at = layout(&spots, &links);
        links.push(Link { ends: [3, 3], weight: 5.0 });
        links.push(Link { ends: [3, 99], weight: 1.0 });
        links.push(Link { ends: [3, 4], weight: -1.0 });
        assert_eq!(layout(&spots, &links), at);
        assert!(layout(&[], &[]).is_empty());
    }
}

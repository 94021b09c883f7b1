//! How many team pairs any plan could have tied by now: what the sizes of the teams that were there allow.

/// A bound that grows round by round.
///
/// Each person is in one group a round, so a team's people can have tied their team to so many others only; a team pair
/// counts once. The largest set of team pairs within these limits is a matching with capacities; its fractional
/// relaxation, twice of which is a flow from teams to teams, bounds it.
#[derive(Debug)]
pub struct Possible {
    teams: usize,
    /// Whether the pair could be tied: different, and not tied before.
    open: Vec<bool>,
    /// Whether the flow uses it.
    used: Vec<bool>,
    /// What each team can still send, and take.
    send: Vec<u32>,
    take: Vec<u32>,
    flow: u32,
    meetings: u32,
}

impl Possible {
    /// Nothing has happened; `tied(a, b)` says which team pairs were tied before.
    ///
    /// Cost: teams squared.
    #[must_use]
    pub fn new(teams: usize, tied: impl Fn(usize, usize) -> bool) -> Self {
        let mut open = vec![false; teams * teams];
        for a in 0..teams {
            for b in 0..teams {
                open[a * teams + b] = a != b && !tied(a.min(b), a.max(b));
            }
        }
        Self {
            teams,
            used: vec![false; teams * teams],
            open,
            send: vec![0; teams],
            take: vec![0; teams],
            flow: 0,
            meetings: 0,
        }
    }

    /// A round in which each team's people could make `each[team]` meetings with other teams, and all of them
    /// `meetings` together; returns how many team pairs can be tied by now.
    ///
    /// Shape: `each` one number a team.
    /// Cost: teams squared for each step the flow grows in; few in practice.
    pub fn round(&mut self, each: &[u32], meetings: u32) -> u32 {
        for (team, more) in each.iter().enumerate() {
            self.send[team] += more;
            self.take[team] += more;
        }
        self.meetings = self.meetings.saturating_add(meetings);
        loop {
            let before = self.flow;
            let mut seen = (vec![false; self.teams], vec![false; self.teams]);
            for team in 0..self.teams {
                while self.send[team] > 0 && self.push(team, &mut seen) {
                    self.send[team] -= 1;
                    self.flow += 1;
                    seen.0[team] = false;
                }
            }
            if self.flow == before {
                break;
            }
        }
        (self.flow / 2).min(self.meetings)
    }

    /// Looks for a way for one more unit from this team; `seen`: senders and takers that led nowhere in this sweep.
    fn push(&mut self, from: usize, seen: &mut (Vec<bool>, Vec<bool>)) -> bool {
        if std::mem::replace(&mut seen.0[from], true) {
            return false;
        }
        for to in 0..self.teams {
            let at = from * self.teams + to;
            if !self.open[at] || self.used[at] || seen.1[to] {
                continue;
            }
            if self.take[to] > 0 {
                self.take[to] -= 1;
                self.used[at] = true;
                return true;
            }
            seen.1[to] = true;
            for other in 0..self.teams {
                let back = other * self.teams + to;
                if self.used[back] && self.push(other, seen) {
                    self.used[back] = false;
                    self.used[at] = true;
                    return true;
                }
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The most team pairs by brute force over all sets of pairs.
    fn brute(caps: &[u32], open: &[(usize, usize)]) -> u32 {
        (0_u32..1 << open.len())
            .filter(|set| {
                let mut left = caps.to_vec();
                open.iter().enumerate().filter(|(i, _)| set >> i & 1 == 1).all(|(_, &(a, b))| {
                    let fits = left[a] > 0 && left[b] > 0;
                    left[a] = left[a].saturating_sub(1);
                    left[b] = left[b].saturating_sub(1);
                    fits
                })
            })
            .map(u32::count_ones)
            .max()
            .unwrap_or(0)
    }

    #[test]
    fn is_never_below_what_brute_force_finds_and_at_most_a_third_of_the_teams_above() {
        for seed in 0..3_u32.pow(5) {
            let caps: Vec<u32> = (0..5).map(|i| seed / 3_u32.pow(i) % 3).collect();
            let open: Vec<(usize, usize)> = (0..5)
                .flat_map(|a| (a + 1..5).map(move |b| (a, b)))
                .filter(|(a, b)| (a * 7 + b * 3 + seed as usize) % 4 != 0)
                .collect();
            let mut possible = Possible::new(5, |a, b| !open.contains(&(a, b)));
            let bound = possible.round(&caps, u32::MAX);
            let most = brute(&caps, &open);
            assert!(bound >= most && bound <= most + 1, "{caps:?} {open:?}: {bound}, {most}");
        }
    }

    #[test]
    fn grows_with_the_rounds_until_every_pair_is_tied() {
        let mut possible = Possible::new(3, |_, _| false);
        assert_eq!(possible.round(&[1, 1, 1], 1), 1);
        assert_eq!(possible.round(&[1, 1, 1], 1), 2);
        assert_eq!(possible.round(&[1, 1, 1], 1), 3);
        assert_eq!(possible.round(&[9, 9, 9], 9), 3);
    }
}

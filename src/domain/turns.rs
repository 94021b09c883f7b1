//! Taking turns at sitting out: what is owed to whom.
//!
//! In every round the sit-outs that go round are shared evenly among those who were there: whoever sat out has one round
//! more on their account, and everybody there an even share less. So somebody who joins late begins in the middle, with
//! nothing owed and owing nothing; a round that somebody was away for changes nothing for them; and over time the
//! accounts of those who are there stay within a round of each other when the sit-outs go round.

/// A round on an account. Units: thousandths of a round.
pub const ROUND: i64 = 1_000;

/// What one round owed counts as, in rounds waited.
///
/// Two people to whom a round is owed are then worth more in a group than one new connection of two others: they are
/// not both left out for it.
const WEIGHT: i64 = 2;

/// The even share of a round's sit-outs of each who was there. Units: thousandths of a round, rounded down.
#[must_use]
pub fn even_share(sat_out: usize, there: usize) -> i64 {
    let (sat_out, there) = (sat_out as u128, there.max(1) as u128);
    i64::try_from(sat_out * 1_000 / there).unwrap_or(ROUND)
}

/// How somebody who is there stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turns {
    /// Rounds in a row that they sat out.
    pub in_a_row: u32,
    /// Their account; none when their team has fewer seats than people in the round, so that they take turns among
    /// themselves, whatever everybody else sat out. Units: thousandths of a round.
    pub account: Option<i64>,
}

/// What a problem tells of each, as `waited`: twice the rounds owed above the fewest of those there, but never less
/// than the rounds in a row, so that whoever sat out last time comes first whatever was before.
///
/// Shape: as `there`.
#[must_use]
pub fn due(there: &[Turns]) -> Vec<u32> {
    let fewest = there.iter().filter_map(|turns| turns.account).min().unwrap_or(0);
    there
        .iter()
        .map(|turns| {
            let above = turns.account.map_or(0, |account| account - fewest);
            let owed = WEIGHT * ((above + ROUND / 2) / ROUND);
            turns.in_a_row.max(u32::try_from(owed).unwrap_or(u32::MAX))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(accounts: &[i64]) -> Vec<u32> {
        let turns = |&account| Turns { in_a_row: 0, account: Some(account) };
        due(&accounts.iter().map(turns).collect::<Vec<_>>())
    }

    #[test]
    fn a_sit_out_is_owed_until_everybody_there_had_one() {
        let share = even_share(1, 5);
        assert_eq!(share, 200);
        let mut accounts = [0; 5];
        for out in 0..5 {
            let due = of(&accounts);
            let owed: Vec<bool> = due.iter().map(|due| *due > 0).collect();
            assert_eq!(owed, (0..5).map(|p| p < out).collect::<Vec<_>>(), "round {out}");
            accounts.iter_mut().for_each(|account| *account -= share);
            accounts[out] += ROUND;
        }
        assert_eq!(accounts, [0; 5]);
        assert_eq!(of(&accounts), [0; 5]);
    }

    #[test]
    fn who_joins_late_is_as_everybody_and_who_sat_out_last_comes_first() {
        // Ten of twenty had a turn: they have half a round more than the middle, the others half a round less.
        let mut accounts = [500; 10].to_vec();
        accounts.extend([-499; 10]);
        accounts.push(0);
        assert_eq!(of(&accounts)[20], 0);
        let last = Turns { in_a_row: 1, account: Some(-499) };
        let short = Turns { in_a_row: 3, account: None };
        let other = Turns { in_a_row: 0, account: Some(1_501) };
        assert_eq!(due(&[last, short, other]), [1, 3, 4]);
        assert!(due(&[]).is_empty());
        assert_eq!(even_share(0, 0), 0);
    }
}

//! Exact fractions and elimination with them, for the attacker alone.

/// Numerator and denominator in lowest terms; the denominator is above 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction(i128, i128);

pub const NOUGHT: Fraction = Fraction(0, 1);

fn divisor(a: i128, b: i128) -> i128 {
    if b == 0 { a.abs() } else { divisor(b, a % b) }
}

impl Fraction {
    pub fn whole(number: i64) -> Self {
        Self(i128::from(number), 1)
    }

    pub fn is_nought(self) -> bool {
        self.0 == 0
    }

    fn reduced(top: i128, bottom: i128) -> Self {
        let by = divisor(top, bottom).max(1) * bottom.signum();
        Self(top / by, bottom / by)
    }

    pub fn plus(self, other: Self) -> Self {
        if self.1 == 1 && other.1 == 1 {
            return Self(self.0.checked_add(other.0).expect("small numbers"), 1);
        }
        let top = self.0.checked_mul(other.1).zip(other.0.checked_mul(self.1));
        let top = top.and_then(|(a, b)| a.checked_add(b)).expect("small numbers");
        Self::reduced(top, self.1.checked_mul(other.1).expect("small numbers"))
    }

    pub fn times(self, other: Self) -> Self {
        if self.1 == 1 && other.1 == 1 {
            return Self(self.0.checked_mul(other.0).expect("small numbers"), 1);
        }
        Self::reduced(
            self.0.checked_mul(other.0).expect("small numbers"),
            self.1.checked_mul(other.1).expect("small numbers"),
        )
    }

    pub fn negative(self) -> Self {
        Self(-self.0, self.1)
    }

    pub fn inverse(self) -> Self {
        Self::reduced(self.1, self.0)
    }
}

/// The rows in reduced echelon form, pivots searched in the given order of columns; rows of noughts are gone.
pub fn eliminate(mut rows: Vec<Vec<Fraction>>, order: &[usize]) -> Vec<Vec<Fraction>> {
    let mut done = 0;
    for column in order {
        let Some(found) = (done..rows.len()).find(|row| !rows[*row][*column].is_nought()) else {
            continue;
        };
        rows.swap(done, found);
        let scale = rows[done][*column].inverse();
        for entry in &mut rows[done] {
            *entry = entry.times(scale);
        }
        let pivot = rows[done].clone();
        for (at, row) in rows.iter_mut().enumerate() {
            if at == done || row[*column].is_nought() {
                continue;
            }
            let factor = row[*column].negative();
            for (entry, of_pivot) in row.iter_mut().zip(&pivot) {
                if !of_pivot.is_nought() {
                    *entry = entry.plus(factor.times(*of_pivot));
                }
            }
        }
        done += 1;
    }
    rows.truncate(done);
    rows
}

#[test]
fn elimination_solves_a_small_system() {
    let rows = vec![
        vec![Fraction::whole(1), Fraction::whole(1), Fraction::whole(1)],
        vec![Fraction::whole(0), Fraction::whole(2), Fraction::whole(2)],
        vec![Fraction::whole(1), Fraction::whole(3), Fraction::whole(3)],
    ];
    let one = Fraction::whole(1);
    assert_eq!(
        eliminate(rows, &[0, 1, 2]),
        vec![vec![one, NOUGHT, NOUGHT], vec![NOUGHT, one, one]]
    );
}

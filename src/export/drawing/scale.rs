//! Axes: round steps, and numbers short enough to stand beside them.

/// From the lowest to the highest value, always with zero, in round steps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::export) struct Scale {
    /// Where it begins.
    pub(in crate::export) low: f64,
    /// Where it ends.
    pub(in crate::export) high: f64,
    /// From one line to the next.
    pub(in crate::export) step: f64,
}

impl Scale {
    /// The scale of some values, of about five steps.
    pub(super) fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let (low, high) = values.into_iter().fold((0.0_f64, 0.0_f64), |(low, high), v| (low.min(v), high.max(v)));
        let span = if high > low { high - low } else { 1.0 };
        let power = 10.0_f64.powf((span / 5.0).log10().floor());
        let times = span / 5.0 / power;
        let step = power * [1.0, 2.0, 2.5, 5.0].into_iter().find(|step| times <= *step).unwrap_or(10.0);
        Self { low: (low / step).floor() * step, high: (high / step).ceil().max(1.0) * step, step }
    }

    /// Its lines.
    pub(super) fn lines(self) -> impl Iterator<Item = f64> {
        let count = ((self.high - self.low) / self.step).round() as u32;
        (0..=count).map(move |n| self.low + f64::from(n) * self.step)
    }

    /// How far along a value is, from 0 to 1.
    pub(super) fn part(self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }
}

/// A number in a few characters: `950`, `12.5k`, `1.2M`.
pub(in crate::export) fn compact(value: f64) -> String {
    let size = value.abs();
    let (by, unit) = match size {
        _ if size >= 999_950_000.0 => (1e9, "B"),
        _ if size >= 999_950.0 => (1e6, "M"),
        _ if size >= 9_999.5 => (1e3, "k"),
        _ => (1.0, ""),
    };
    let text = format!("{:.1}", value / by);
    format!("{}{unit}", text.strip_suffix(".0").unwrap_or(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round_and_hold_every_value() {
        for values in [vec![0.0], vec![3.0, 17.0], vec![-20.0, 250_000.0], vec![0.004], vec![-5.0, -1.0]] {
            let scale = Scale::of(values.iter().copied());
            assert!(values.iter().all(|value| (0.0..=1.0).contains(&scale.part(*value))), "{values:?} {scale:?}");
            assert!((2..=12).contains(&scale.lines().count()), "{values:?} {scale:?}");
        }
    }

    #[test]
    fn numbers_are_short() {
        for (value, text) in
            [(0.0, "0"), (950.0, "950"), (12_500.0, "12.5k"), (1_200_000.0, "1.2M"), (-300_000.0, "-300k")]
        {
            assert_eq!(compact(value), text);
        }
    }
}

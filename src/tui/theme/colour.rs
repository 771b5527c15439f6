//! Colours as numbers: the nearest one that a terminal has, and how well one is read on another.

use ratatui::style::Color;

/// The steps of the colour cube of 256-colour terminals.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The nearest of the 240 fixed colours of a 256-colour terminal; other colours stay as they are.
pub(super) fn indexed(colour: Color) -> Color {
    let Color::Rgb(red, green, blue) = colour else { return colour };
    let cube = [red, green, blue].map(nearest_step);
    let cube_index = 16 + 36 * cube[0].0 + 6 * cube[1].0 + cube[2].0;
    let grey = (u16::from(red) + u16::from(green) + u16::from(blue)) / 3;
    let grey_step = (grey.saturating_sub(3) / 10).min(23) as u8;
    let grey_level = 8 + 10 * grey_step;
    let of_cube = distance([red, green, blue], cube.map(|(_, level)| level));
    let of_grey = distance([red, green, blue], [grey_level; 3]);
    Color::Indexed(if of_grey < of_cube { 232 + grey_step } else { cube_index })
}

fn nearest_step(value: u8) -> (u8, u8) {
    let steps = (0..).zip(STEPS);
    steps.min_by_key(|(_, level)| level.abs_diff(value)).unwrap_or((0, 0))
}

fn distance(one: [u8; 3], other: [u8; 3]) -> u32 {
    one.iter().zip(other).map(|(one, other)| u32::from(one.abs_diff(other)).pow(2)).sum()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The contrast of two colours by WCAG 2.2, 1 to 21.
    pub(crate) fn contrast(one: Color, other: Color) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn luminance(colour: Color) -> f64 {
        let Color::Rgb(red, green, blue) = rgb(colour) else { panic!("{colour:?} has no fixed value") };
        let [red, green, blue] = [red, green, blue].map(|value| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// A fixed colour of a 256-colour terminal by its parts.
    fn rgb(colour: Color) -> Color {
        match colour {
            Color::Indexed(index @ 16..232) => {
                let cube = usize::from(index - 16);
                Color::Rgb(STEPS[cube / 36], STEPS[cube / 6 % 6], STEPS[cube % 6])
            }
            Color::Indexed(index @ 232..) => {
                let grey = 8 + 10 * (index - 232);
                Color::Rgb(grey, grey, grey)
            }
            other => other,
        }
    }

    #[test]
    fn the_nearest_colour_of_256_is_found() {
        assert_eq!(indexed(Color::Rgb(255, 0, 0)), Color::Indexed(196));
        assert_eq!(indexed(Color::Rgb(128, 128, 128)), Color::Indexed(244));
        assert_eq!(indexed(Color::Rgb(0, 0, 0)), Color::Indexed(16));
        assert_eq!(indexed(Color::Cyan), Color::Cyan);
    }

    #[test]
    fn black_on_white_is_the_greatest_contrast() {
        let (black, white) = (Color::Rgb(0, 0, 0), Color::Rgb(255, 255, 255));
        assert!((contrast(black, white) - 21.0).abs() < 1e-9);
        assert!((contrast(white, white) - 1.0).abs() < 1e-9);
    }
}

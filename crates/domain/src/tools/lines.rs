//! A text as lines that are recreated one by one.

/// The lines that say something, without the white space around them.
pub fn lines_of(text: &str) -> Vec<&str> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect()
}

/// The text with `targets` in the place of its lines; empty lines stay where they are.
pub fn joined(text: &str, targets: &[&str]) -> String {
    let mut targets = targets.iter();
    let lines: Vec<&str> = text
        .lines()
        .map(|line| {
            if line.trim().is_empty() {
                ""
            } else {
                targets.next().copied().unwrap_or_default()
            }
        })
        .collect();
    lines.join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_stay_apart() {
        let text = "Bread\n\n  Warm at seven.  \nCome in.\n";
        assert_eq!(lines_of(text), ["Bread", "Warm at seven.", "Come in."]);
        assert_eq!(
            joined(text, &["Brot", "Um sieben warm.", "Komm rein."]),
            "Brot\n\nUm sieben warm.\nKomm rein."
        );
    }
}

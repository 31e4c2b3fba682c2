//! A brief's fields by their names, for whatever treats them all alike.

use super::BriefDraft;

impl BriefDraft {
    /// The fields' names, in the order of the form.
    pub const FIELDS: [&'static str; 15] = [
        "title",
        "goal",
        "promoted",
        "web_address",
        "audience",
        "key_message",
        "tone",
        "mandatories",
        "avoid",
        "channels",
        "market",
        "language",
        "post_count",
        "starts_on",
        "ends_on",
    ];

    /// What is typed into the field of this name; channels one a line.
    pub fn typed(&self, field: &str) -> String {
        match field {
            "title" => self.title.clone(),
            "goal" => self.goal.clone(),
            "promoted" => self.promoted.clone(),
            "web_address" => self.web_address.clone(),
            "audience" => self.audience.clone(),
            "key_message" => self.key_message.clone(),
            "mandatories" => self.mandatories.clone(),
            "avoid" => self.avoid.clone(),
            "tone" => self.tone.clone(),
            "channels" => self.channels.join("\n"),
            "market" => self.market.clone(),
            "language" => self.language.clone(),
            "post_count" => self.post_count.clone(),
            "starts_on" => self.starts_on.clone(),
            "ends_on" => self.ends_on.clone(),
            _ => String::new(),
        }
    }

    /// Types `value` into the field of this name; channels one a line.
    pub fn type_into(&mut self, field: &str, value: &str) {
        let slot = match field {
            "title" => &mut self.title,
            "goal" => &mut self.goal,
            "promoted" => &mut self.promoted,
            "web_address" => &mut self.web_address,
            "audience" => &mut self.audience,
            "key_message" => &mut self.key_message,
            "mandatories" => &mut self.mandatories,
            "avoid" => &mut self.avoid,
            "tone" => &mut self.tone,
            "channels" => {
                self.channels = value.lines().map(str::to_owned).collect();
                return;
            }
            "market" => &mut self.market,
            "language" => &mut self.language,
            "post_count" => &mut self.post_count,
            "starts_on" => &mut self.starts_on,
            "ends_on" => &mut self.ends_on,
            _ => return,
        };
        value.clone_into(slot);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_a_name_and_holds_what_is_typed_into_it() {
        let mut draft = BriefDraft::default();
        for field in BriefDraft::FIELDS {
            draft.type_into(field, &format!("{field}\nb"));
            assert_eq!(draft.typed(field), format!("{field}\nb"));
        }
        let fields = serde_json::to_value(&draft).unwrap();
        let names = fields.as_object().unwrap().keys();
        assert!(
            names
                .clone()
                .all(|name| BriefDraft::FIELDS.contains(&name.as_str()))
        );
        assert_eq!(names.len(), BriefDraft::FIELDS.len());
        assert_eq!(draft.channels, ["channels", "b"]);
    }
}

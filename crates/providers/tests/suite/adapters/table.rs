//! `docs/providers.md` says what adapters can do and which test shows it; this holds it to that.

use super::rig::every_answering;

/// What is proven for every adapter by tests of this name. A test that goes through
/// [`every_answering`] or [`super::rig::every`] goes through all of them.
const FOR_ALL: [(&str, &str); 15] = [
    (
        "answers by JSON Schema",
        "the_question_goes_out_whole_and_in_the_vendors_form",
    ),
    (
        "functions called before the answer",
        "what_a_model_asks_for_before_it_answers_is_read_whole",
    ),
    (
        "a picture to look at",
        "a_picture_goes_out_in_the_vendors_form_and_is_seen",
    ),
    (
        "text as it is written",
        "text_is_handed_on_as_it_comes_and_thoughts_are_not",
    ),
    (
        "tokens and cost by dated prices",
        "an_answer_comes_with_its_model_its_tokens_and_its_price",
    ),
    (
        "a connection that breaks after the end",
        "an_answer_that_was_whole_before_the_connection_broke_is_not_paid_again",
    ),
    (
        "tokens of failed answers",
        "a_cut_answer_still_counts_the_tokens_that_were_reported",
    ),
    (
        "limits, filters, refusals, cut and malformed answers",
        "every_failure_has_its_cause_and_a_sentence_without_the_key",
    ),
    (
        "used-up quota and credit",
        "what_lasts_until_tomorrow_or_until_somebody_pays_is_not_asked_again",
    ),
    (
        "`Retry-After`",
        "the_wait_that_a_vendor_asks_for_is_read_from_body_and_header",
    ),
    (
        "nobody there",
        "an_address_where_nobody_listens_is_unreachable",
    ),
    (
        "retries that pay once",
        "one_call_in_three_failing_in_each_way_that_passes_is_not_noticed_and_nothing_is_paid_twice",
    ),
    (
        "slow and endless answers",
        "a_slow_answer_is_waited_for_and_an_endless_one_is_not",
    ),
    (
        "silence",
        "a_connection_that_stays_silent_ends_at_the_first_token_limit",
    ),
    (
        "cancelling",
        "cancelling_in_the_middle_of_a_stream_closes_it",
    ),
];

/// What one of them does alone.
const FOR_ONE: [(&str, &str, &str); 9] = [
    (
        "OpenAI-compatible",
        "schema in words where the server knows no schemas",
        "a_server_that_knows_no_schemas_is_told_the_schema_in_words",
    ),
    (
        "OpenAI-compatible",
        "no functions where the server knows none",
        "a_server_that_knows_no_functions_is_asked_without_them",
    ),
    (
        "OpenAI-compatible",
        "no key",
        "a_server_of_ones_own_needs_no_key",
    ),
    (
        "OpenAI-compatible",
        "unknown price",
        "a_model_without_a_price_is_counted_and_its_cost_stays_unknown",
    ),
    (
        "OpenAI-compatible",
        "JSON in a fence",
        "json_in_a_fence_is_read",
    ),
    (
        "OpenAI-compatible",
        "Ollama at no cost",
        "what_ollama_answers_costs_nothing",
    ),
    (
        "Vertex AI",
        "tokens kept and renewed",
        "a_token_is_used_until_shortly_before_its_end_and_then_renewed",
    ),
    (
        "Vertex AI",
        "metadata server",
        "without_a_file_the_machine_is_asked_who_it_is",
    ),
    (
        "Vertex AI",
        "withdrawn account",
        "an_account_that_is_gone_is_a_wrong_key_and_no_call_is_made",
    ),
];

/// Those whose vendors count the tokens of a question beforehand.
pub const COUNTING: &[&str] = &[
    "Gemini",
    "Gemini, Interactions",
    "Vertex AI",
    "OpenAI",
    "Anthropic",
];

/// Those that turn texts into vectors.
pub const EMBEDDING: [&str; 7] = [
    "Gemini",
    "Gemini, Interactions",
    "Vertex AI",
    "OpenAI",
    "Azure OpenAI",
    "Azure OpenAI, dated",
    "OpenAI-compatible",
];

/// What some of them do.
const FOR_SOME: [(&[&str], &str, &str); 6] = [
    (
        COUNTING,
        "token counting",
        "a_question_is_counted_as_what_its_answer_is_billed_for",
    ),
    (
        &["Gemini", "Gemini, Interactions", "Vertex AI"],
        "films",
        "a_film_is_ordered_once_looked_after_by_its_stored_name_and_fetched",
    ),
    (
        &["Gemini", "Gemini, Interactions", "Vertex AI"],
        "films held back, failed or empty",
        "every_end_without_a_film_has_its_cause_and_what_it_costs",
    ),
    (
        &["Gemini", "Gemini, Interactions"],
        "films fetched without the key going astray",
        "the_key_stays_with_its_host_and_nothing_is_fetched_from_anywhere_else",
    ),
    (
        &EMBEDDING,
        "embeddings",
        "every_text_has_its_vector_and_texts_that_say_the_same_are_near",
    ),
    (
        &EMBEDDING,
        "embeddings refused, retried and cancelled",
        "every_way_to_refuse_has_its_cause_and_says_what_to_change",
    ),
];

const TESTS: &str = concat!(
    include_str!("answers.rs"),
    include_str!("compatible.rs"),
    include_str!("counting.rs"),
    include_str!("embeddings.rs"),
    include_str!("failures.rs"),
    include_str!("functions.rs"),
    include_str!("retries.rs"),
    include_str!("vertex.rs"),
    include_str!("../video.rs"),
);

#[tokio::test]
async fn the_documented_table_is_what_the_tests_show() {
    let rigs = every_answering().await;
    let names: Vec<_> = rigs.iter().map(|rig| rig.name).collect();
    let row = |capability: &str, test: &str, can: &dyn Fn(&str) -> bool| {
        let marks: String = names
            .iter()
            .map(|name| if can(name) { " ✓ |" } else { " |" })
            .collect();
        format!("| {capability} |{marks} `{test}` |\n")
    };
    let mut table = format!(
        "| what it does | {} | shown by |\n|---|{}---|\n",
        names.join(" | "),
        "---|".repeat(names.len())
    );
    for (capability, test) in FOR_ALL {
        table += &row(capability, test, &|_| true);
    }
    for (adapter, capability, test) in FOR_ONE {
        table += &row(capability, test, &|name| name == adapter);
    }
    for (adapters, capability, test) in FOR_SOME {
        table += &row(capability, test, &|name| adapters.contains(&name));
    }
    for test in FOR_ALL
        .map(|(_, test)| test)
        .into_iter()
        .chain(FOR_ONE.map(|(.., test)| test))
        .chain(FOR_SOME.map(|(.., test)| test))
    {
        assert!(TESTS.contains(&format!("fn {test}()")), "{test}");
    }
    let page = include_str!("../../../../../docs/providers.md");
    let (_, rest) = page
        .split_once("<!-- table: held to crates/providers/tests/suite/adapters by a test -->\n")
        .unwrap();
    let (documented, _) = rest.split_once("<!-- /table -->").unwrap();
    assert_eq!(documented, table, "write it anew:\n{table}");
}

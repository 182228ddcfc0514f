using System.Collections.Immutable;

namespace Spasms.Knowledge;

/// <summary>The codes of red-flags.yaml (K2xx), triage.yaml and result.yaml (K3xx), safety.yaml (K4xx); each stands with its reason where it is reported.</summary>
internal static class RuleCodes
{
    /// <summary>All of them by number; each an error unless it says otherwise.</summary>
    public static ImmutableArray<CodeInfo> All { get; } =
    [
        E("K201", "The list of words is not there."),
        E("K202", "A word is missing."),
        E("K203", "The distance is not a number of words."),
        E("K204", "The source is missing, unknown or without a year."),
        E("K205", "The same family stands twice."),
        E("K206", "A family has a pattern."),
        E("K207", "Each list of cues is there."),
        E("K208", "The family is not known."),
        E("K209", "A stem before * has letters enough."),
        E("K210", "A family has messages to test it by."),
        E("K212", "A list of words does not hold itself."),
        E("K213", "A line of red-flag-words.txt has a word and three numbers."),
        E("K301", "The same id stands twice."),
        E("K302", "The finding is not defined."),
        E("K303", "The source is missing or not defined."),
        E("K304", "The kind, level, stage or type is not known."),
        E("K305", "A condition names a finding; one self-care rule has none."),
        E("K306", "A rule says what to do."),
        E("K307", "A question has two to seven options with ids of their own."),
        E("K308", "A question that measures has cuts with room between them, others have none."),
        E("K309", "A finding is read by one question and used by a rule or question."),
        E("K310", "Each level has one disposition with text."),
        E("K311", "A risk alone never ends in self-care."),
        E("K312", "Questions come in the order who, screen, detail."),
        E("K313", "A question depends on what an earlier question reads."),
        E("K314", "A question reads a finding."),
        E("K315", "A context alone forces no level."),
        E("K316", "A hard word of a question is explained."),
        E("K317", "A word of the glossary stands in a question."),
        new("K318", Severity.Warning, "The approval names the rules as they are."),
        E("K330", "What a result quotes hangs on findings of the questionnaire."),
        E("K331", "The passage that a result quotes is there."),
        E("K332", "A sign to watch for is the sign of a rule."),
        E("K333", "What is steady is a question."),
        E("K401", "A hazard has its risk before and after, in the words of the scales."),
        E("K402", "A hazard names families and rules that are there."),
        new("K403", Severity.Warning, "A hazard names every red-flag family and every rule above routine."),
        E("K404", "A hazard has controls, and each control has tests."),
    ];

    private static CodeInfo E(string code, string meaning) => new(code, Severity.Error, meaning);
}

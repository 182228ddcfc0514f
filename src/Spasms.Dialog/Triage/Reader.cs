using System.Collections.Immutable;
using Spasms.Dialog.Recognizers;
using Spasms.Dialog.State;
using Spasms.Knowledge.Text;
using Spasms.Knowledge.Triage;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Dialog.Triage;

/// <summary>Turns buttons and words into responses to questions of the book.</summary>
internal static class Reader
{
    private static readonly string[] QuestionStarts =
    [
        "what", "whats", "why", "how", "when", "where", "who", "which", "can", "could", "is", "are", "does", "do", "should", "will", "would", "tell me", "explain", "did", "may i", "must",
    ];

    private static readonly string[] ToldStarts = ["when i ", "when it ", "did a ", "did an ", "did some ", "did too ", "did lots ", "did loads ", "did the ", "did my "];

    /// <summary>The response that chosen options make.</summary>
    public static GivenResponse FromOptions(Question question, ImmutableArray<string> chosen, string verbatim)
    {
        var response = new GivenResponse(question.Id, verbatim, ResponseKind.Read);
        if (chosen.Contains("skip"))
        {
            return response with { Kind = ResponseKind.Skipped };
        }

        // "None" or "no" beside a chosen sign is a slip: the sign counts.
        ImmutableArray<string> real = [.. chosen.Where(c => c is not ("none" or "not_sure" or "no"))];
        if (real.IsEmpty)
        {
            return response with { Kind = chosen.Contains("not_sure") ? ResponseKind.NotSure : ResponseKind.None };
        }

        return response with { Options = real, Value = question.Option(real[0])?.Value };
    }

    /// <summary>True when the words ask something rather than respond.</summary>
    public static bool IsQuestion(string text)
    {
        var said = Words.Normalise(text);
        return text.TrimEnd().EndsWith('?')
            ? said.Contains(' ', StringComparison.Ordinal)
            : QuestionStarts.Any(s => said.StartsWith(s + " ", StringComparison.Ordinal)) && said.Count(c => c == ' ') >= 2 && !StartsAsTold(said);
    }

    /// <summary>yes or no, or null.</summary>
    public static bool? YesNo(Visit visit, string text) =>
        visit.Recognizer.Read(QuestionType.YesNo, text, [], visit.Message.At) is Reading.Truth truth ? truth.Yes : null;

    /// <summary>The words as response to a question; null when they can't be read as one.</summary>
    public static GivenResponse? Of(Visit visit, Question question, string text)
    {
        var response = new GivenResponse(question.Id, text, ResponseKind.Read);
        return visit.Recognizer.Read(question.Type, text, Choosables(visit, question), visit.Message.At) switch
        {
            Reading.Truth truth => truth.Yes ? response with { Options = ["yes"] } : response with { Kind = ResponseKind.None },
            Reading.Chosen chosen => response with { Options = chosen.Options },
            Reading.Value value => response with { Value = value.Number },
            Reading.None => response with { Kind = ResponseKind.None },
            Reading.NotSure => response with { Kind = ResponseKind.NotSure },
            // "No" to "how long?" or "since when?" tells no time.
            _ when question.Type is QuestionType.Duration or QuestionType.Onset && YesNo(visit, text) == false => response with { Kind = ResponseKind.NotSure },
            _ => null,
        };
    }

    /// <summary>Whether the words tell since when something is there.</summary>
    public static bool IsOnset(Visit visit, string text) =>
        visit.Recognizer.Read(QuestionType.Onset, text, [], visit.Message.At) is Reading.Value;

    /// <summary>Whether the words name more than one option where one is wanted.</summary>
    public static bool IsSeveral(Visit visit, Question question, string text) => question.Type == QuestionType.Choice
        && visit.Recognizer.Read(question.Type, text, Choosables(visit, question), visit.Message.At) is Reading.Ambiguous;

    /// <summary>The options with every word that means them, vocabulary topics and what is narrower included.</summary>
    public static ImmutableArray<Choosable> Choosables(Visit visit, Question question) =>
        [
            .. question.Options.Select(o => new Choosable(o.Id, [Words.Normalise(o.Text), Words.Normalise(o.Id), .. o.AskedWords, .. SpokenWords(visit, o)])),
            .. question.NoneWords.IsEmpty ? (ReadOnlySpan<Choosable>)[] : [new Choosable(ChoiceReader.Nothing, question.NoneWords)],
        ];

    /// <summary>The words that mean an option even in a story, where nobody asked.</summary>
    public static ImmutableArray<string> SpokenWords(Visit visit, AnswerOption option) =>
        option.Topics.IsEmpty ? option.Words : option.Words.AddRange(TopicWords(visit.Now.Knowledge.Vocabulary, option.Topics));

    private static IEnumerable<string> TopicWords(Vocabulary vocabulary, ImmutableArray<string> topics) => vocabulary.Topics
        .Where(t => topics.Contains(t.Id, StringComparer.Ordinal) || t.Broader.Any(b => topics.Contains(b, StringComparer.Ordinal)))
        .SelectMany(t => t.Words);

    // "When I run", "when it is hot": an answer about triggers. "Did a lot of digging": told without "I".
    private static bool StartsAsTold(string said) => ToldStarts.Any(t => said.StartsWith(t, StringComparison.Ordinal));
}

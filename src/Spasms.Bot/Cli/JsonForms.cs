using System.Text.Json;
using System.Text.Json.Serialization;
using Spasms.Dialog.Replies;

namespace Spasms.Bot.Cli;

/// <summary>A line of <c>ask --json</c>: <c>{"id","text"}</c>.</summary>
internal sealed record AskLine(string? Id, string? Text);

/// <summary>What <c>ask --json</c> answers for a line.</summary>
internal sealed record AskResult(string? Id, string Kind, string Text, IReadOnlyList<CitationForm> Citations, string? Urgency, double Micros)
{
    /// <summary>Content hash of the knowledge that it was made from.</summary>
    public string? Content { get; init; }
}

/// <summary>A line of <c>chat --json</c>.</summary>
internal sealed record ChatLine(string? Conversation, string? Text)
{
    /// <summary>Who counts as the same person; the conversation where absent.</summary>
    public string? User { get; init; }

    /// <summary>When it was sent; never going back.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>A pressed button.</summary>
    public PressForm? Press { get; init; }
}

/// <summary>A button press: question id, the turn in which it was put, chosen option ids.</summary>
internal sealed record PressForm(string? Question, int Turn, IReadOnlyList<string>? Options);

/// <summary>What <c>chat --json</c> answers for a line.</summary>
internal sealed record ChatResult(string Conversation, IReadOnlyList<ReplyForm> Replies, double Micros)
{
    /// <summary>Content hash of the knowledge that it was made from.</summary>
    public string? Content { get; init; }
}

/// <summary>One reply of a turn.</summary>
internal sealed record ReplyForm(
    string Kind,
    string Text,
    IReadOnlyList<CitationForm> Citations,
    QuestionForm? Question,
    string? Urgency,
    IReadOnlyList<string>? Rules)
{
    /// <summary>
    /// The reply in the form of the command line. A urgency stands where something ends: same-day advice that leads on to
    /// a question is no result yet, and names its rules alone.
    /// </summary>
    public static ReplyForm Of(Reply reply) => new(
        reply.Kind.ToString().ToLowerInvariant(),
        PlainText.Render(reply),
        [.. reply.Citations.Select(CitationForm.Of)],
        reply.Question is { } question ? QuestionForm.Of(question) : null,
        TurnWords.Word(reply.Kind == ReplyKind.Say ? null : reply.Urgency),
        reply.Rules.IsEmpty ? null : reply.Rules);
}

/// <summary>Where a quote stands, with the content hash of that file.</summary>
internal sealed record CitationForm(string Article, string Section, string Quote, string Hash)
{
    /// <summary>The citation in the form of the command line.</summary>
    public static CitationForm Of(Citation citation) => new(citation.Article, citation.Section, citation.Quote, citation.Hash);
}

/// <summary>A question with every button.</summary>
internal sealed record QuestionForm(string Id, string Type, int Turn, IReadOnlyList<OptionForm> Options)
{
    /// <summary>The question in the form of the command line.</summary>
    public static QuestionForm Of(AskedQuestion question) => new(
        question.Id,
        question.Type.ToString().ToLowerInvariant(),
        question.Turn,
        [.. question.Options.Select(o => new OptionForm(o.Id, o.Text))]);
}

/// <summary>A button.</summary>
internal sealed record OptionForm(string Id, string Text);

/// <summary>A line that could not be taken; work goes on with the next.</summary>
internal sealed record LineError(LineFault Error);

/// <summary>What was wrong with a line.</summary>
/// <param name="Code">BadSyntax or BadArgument.</param>
/// <param name="Message">What to do about it.</param>
/// <param name="Line">1-based number of the input line.</param>
internal sealed record LineFault(string Code, string Message, int Line);

/// <summary>Serialisers made at compile time; property names in camel case, absent values left out.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AskLine))]
[JsonSerializable(typeof(AskResult))]
[JsonSerializable(typeof(ChatLine))]
[JsonSerializable(typeof(ChatResult))]
[JsonSerializable(typeof(LineError))]
internal sealed partial class CliJson : JsonSerializerContext;

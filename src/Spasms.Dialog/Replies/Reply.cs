using System.Collections.Immutable;
using Spasms.Knowledge;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog.Replies;

/// <summary>What a reply is, from the harness's closed list; the wire and the renderers go by it.</summary>
public enum ReplyKind
{
    /// <summary>An answer from the articles.</summary>
    Answer,

    /// <summary>An answer to a part of what was asked; says which part is missing.</summary>
    Partial,

    /// <summary>The bot doesn't know, or may not say.</summary>
    Abstain,

    /// <summary>A question back: which of these was meant?</summary>
    Clarify,

    /// <summary>Greeting, thanks, who are you.</summary>
    SmallTalk,

    /// <summary>Commands, explanations, corrections.</summary>
    Say,

    /// <summary>A question of the questionnaire (or its offer, consent, confirmation, summary).</summary>
    Ask,

    /// <summary>The result of the questionnaire, or same-day advice.</summary>
    Advise,

    /// <summary>Emergency advice.</summary>
    Emergency,
}

/// <summary>One thing the bot says, asks or advises: a small document that every door renders for itself.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Blocks">The document, in reading order.</param>
public sealed record Reply(ReplyKind Kind, ImmutableArray<Block> Blocks)
{
    /// <summary>Where its sentences stand; a <see cref="Span.Slice"/> points here by number.</summary>
    public ImmutableArray<Citation> Citations { get; init; } = [];

    /// <summary>The question it puts, for <see cref="ReplyKind.Ask"/>.</summary>
    public AskedQuestion? Question { get; init; }

    /// <summary>How urgent, where the reply says so.</summary>
    public Urgency? Urgency { get; init; }

    /// <summary>Ids of every rule or red-flag family that fired.</summary>
    public ImmutableArray<string> Rules { get; init; } = [];

    /// <summary>Questions or commands offered as next steps: buttons that send their own words.</summary>
    public ImmutableArray<string> Suggestions { get; init; } = [];

    /// <summary>What was told and what came of it, where this is the result of a questionnaire.</summary>
    public ResultRecord? Result { get; init; }

    /// <summary>BCP 47 tag when the words are in another language than English.</summary>
    public string? Language { get; init; }
}

/// <summary>A part of a reply. Closed: renderers handle each case.</summary>
public abstract record Block
{
    private Block()
    {
    }

    /// <summary>A short title.</summary>
    public sealed record Heading(string Text) : Block;

    /// <summary>Running text.</summary>
    public sealed record Paragraph(ImmutableArray<Span> Spans) : Block;

    /// <summary>A list; each item is running text.</summary>
    public sealed record List(ImmutableArray<ImmutableArray<Span>> Items) : Block;

    /// <summary>A table with a header row: differences side by side.</summary>
    public sealed record Table(ImmutableArray<string> Header, ImmutableArray<ImmutableArray<ImmutableArray<Span>>> Rows) : Block;
}

/// <summary>A run of words in a reply. Closed: either our own words or a slice of a source (I3).</summary>
public abstract record Span
{
    private Span()
    {
    }

    /// <summary>The bot's own words, from the phrase file, or a name from the vocabulary.</summary>
    public sealed record Own(string Text) : Span;

    /// <summary>A byte-exact line of an article, rule, question or country pack.</summary>
    /// <param name="Text">The line.</param>
    /// <param name="Citation">Index into <see cref="Reply.Citations"/>, from 0; shown as one more.</param>
    public sealed record Slice(string Text, int Citation) : Span;
}

/// <summary>Where a slice stands.</summary>
/// <param name="Article">Article id, <c>triage</c>, or <c>country-XX</c>.</param>
/// <param name="Section">Anchor of the heading, or id of the rule or entry.</param>
/// <param name="Quote">The line, byte for byte.</param>
/// <param name="Title">What the link shows: article title and heading.</param>
/// <param name="Hash">Content hash of the file it stands in.</param>
public sealed record Citation(string Article, string Section, string Quote, string Title, string Hash);

/// <summary>A question as put to the person.</summary>
/// <param name="Id">Its linkId, or a reserved id: offer, consent, confirm, summary.</param>
/// <param name="Type">How a response is read.</param>
/// <param name="Options">Every button.</param>
/// <param name="Turn">The turn in which it was put; a press that names another turn is stale.</param>
public sealed record AskedQuestion(string Id, QuestionType Type, ImmutableArray<AskedOption> Options, int Turn);

/// <summary>A button.</summary>
public sealed record AskedOption(string Id, string Text);

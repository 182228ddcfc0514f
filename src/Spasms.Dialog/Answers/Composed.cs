using System.Collections.Immutable;
using Spasms.Dialog.Replies;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Questions;

namespace Spasms.Dialog.Answers;

/// <summary>One answer under construction for one question: its blocks stand in a writer shared by the whole reply.</summary>
/// <param name="Kind">Answer, Partial, Abstain or Clarify.</param>
/// <param name="Said">Keys of the lines it says.</param>
/// <param name="Shown">Topic ids of the lines of its list.</param>
/// <param name="Suggestions">Next questions.</param>
/// <param name="Trace">Why.</param>
internal sealed record Composed(
    ReplyKind Kind,
    ImmutableArray<string> Said,
    ImmutableArray<string> Shown,
    ImmutableArray<string> Suggestions,
    string Trace)
{
    /// <summary>Topic ids that its lines name, in order: "the first one" where no list was shown.</summary>
    public ImmutableArray<string> Mentioned { get; init; } = [];

    /// <summary>What its first lines tell, where that is one of what lists tell: what a question that says nothing of it has asked.</summary>
    public Ask? Told { get; init; }

    /// <summary>The key under which the thread remembers a line.</summary>
    public static string Key(Passage passage, Sentence sentence) => $"{passage.Id}:{sentence.Line}";
}

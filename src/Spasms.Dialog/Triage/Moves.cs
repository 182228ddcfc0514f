using System.Collections.Immutable;
using Spasms.Knowledge.Text;

namespace Spasms.Dialog.Triage;

/// <summary>What a person can do at every question besides responding.</summary>
internal enum Move
{
    /// <summary>No move.</summary>
    None,

    /// <summary>Take back the last response.</summary>
    Back,

    /// <summary>Change an earlier response by name.</summary>
    Change,

    /// <summary>Leave the question out.</summary>
    Skip,

    /// <summary>Why is this asked?</summary>
    Why,

    /// <summary>What do the words mean?</summary>
    Means,

    /// <summary>Say it again.</summary>
    Repeat,

    /// <summary>End without a result.</summary>
    Cancel,

    /// <summary>Begin anew.</summary>
    StartOver,

    /// <summary>Go on later.</summary>
    Save,

    /// <summary>Go on now.</summary>
    Resume,

    /// <summary>A command that is not the questionnaire's: help, topics, my data.</summary>
    Elsewhere,
}

/// <summary>Reads moves from typed words. A whole message is a move or is none: "I can't go back to sleep" is none.</summary>
internal static class Moves
{
    private static readonly ImmutableDictionary<string, Move> Exact = Table(
        (Move.Back, "back|go back|previous|previous question|last question|undo|one back|step back|go back one|take me back"),
        (Move.Skip, "skip|skip it|skip this|skip this one|skip question|skip this question|next|next question|pass|leave it out|rather not say|id rather not say|prefer not to say|i dont want to say|i dont want to answer|no comment"),
        (Move.Why, "why|but why|why do you ask|why are you asking|why are you asking this|why do you want to know|why do you need to know|why do you ask that|why do you ask this|why does it matter|why does that matter|why is that important|why this question|what for|what has that got to do with it|is that relevant|why is this important"),
        (Move.Means, "what does this mean|what does that mean|what do you mean|what do you mean by that|explain|explain this|explain please|please explain|meaning|i dont understand|i do not understand|i dont get it|what is that|what is this|huh|definition|define|what does it mean|say it simpler"),
        (Move.Repeat, "repeat|repeat that|repeat please|please repeat|say again|say that again|again|pardon|what was the question|what did you ask|repeat the question|come again"),
        (Move.Cancel, "cancel|stop|quit|exit|end|abort|never mind|nevermind|forget it|stop asking|stop the questions|no more questions|i want to stop|enough|leave"),
        (Move.StartOver, "start over|restart|begin again|start again|reset|start from the beginning|start afresh|from the start|begin anew"),
        (Move.Save, "save|save it|save for later|later|continue later|do it later|finish later|save and exit|pause|not now|i will finish later|ill finish later"),
        (Move.Resume, "resume|continue|go on|carry on|continue my questions|continue the questions|pick up where we left off|carry on where we left off"),
        (Move.Elsewhere, "help|topics|check my symptoms|my data|forget me|terms|menu|commands|what can you do|privacy"));

    private static readonly ImmutableArray<string> ChangeWords =
        ["change", "correct", "edit", "fix", "update", "i want to change", "can i change", "i need to change", "let me change", "i would like to change", "id like to change", "go back to", "please change"];

    /// <summary>The move that a message is, and what follows "change my".</summary>
    public static (Move Move, string Topic) Of(string text)
    {
        var said = Words.Normalise(text);
        said = said.StartsWith("please ", StringComparison.Ordinal) ? said["please ".Length..] : said;
        said = said.EndsWith(" please", StringComparison.Ordinal) ? said[..^" please".Length] : said;
        if (Exact.TryGetValue(said, out var move))
        {
            return (move, "");
        }

        foreach (var word in ChangeWords.OrderByDescending(w => w.Length))
        {
            if (said == word)
            {
                return (Move.Change, "");
            }

            if (said.StartsWith(word + " ", StringComparison.Ordinal))
            {
                return (Move.Change, WithoutArticle(said[(word.Length + 1)..]));
            }
        }

        return (Move.None, "");
    }

    private static string WithoutArticle(string topic)
    {
        foreach (var article in (ReadOnlySpan<string>)["my answer about ", "my answer to ", "the answer about ", "my ", "the ", "his ", "her ", "their ", "answer about "])
        {
            if (topic.StartsWith(article, StringComparison.Ordinal))
            {
                return topic[article.Length..];
            }
        }

        return topic;
    }

    private static ImmutableDictionary<string, Move> Table(params ReadOnlySpan<(Move Move, string Words)> rows)
    {
        var table = ImmutableDictionary.CreateBuilder<string, Move>(StringComparer.Ordinal);
        foreach (var (move, words) in rows)
        {
            foreach (var word in words.Split('|'))
            {
                table[word] = move;
            }
        }

        return table.ToImmutable();
    }
}

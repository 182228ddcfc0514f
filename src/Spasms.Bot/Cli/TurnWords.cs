using System.Collections.Immutable;
using System.Text;
using Spasms.Dialog;
using Spasms.Dialog.Replies;
using Spasms.Knowledge;

namespace Spasms.Bot.Cli;

/// <summary>One turn as the command line tells it: all replies as one text with one run of citations.</summary>
/// <param name="Kind">The gravest part (see <see cref="KindOf"/>).</param>
/// <param name="Text">All replies' words; citations numbered through.</param>
/// <param name="Citations">Of all replies, in order.</param>
/// <param name="Urgency">The gravest urgency that a reply states.</param>
internal sealed record TurnWords(string Kind, string Text, ImmutableArray<Citation> Citations, Urgency? Urgency)
{
    // The gravest part first: the order that the command line promises.
    private static readonly (ReplyKind Kind, string Word)[] Gravity =
    [
        (ReplyKind.Partial, "partial"),
        (ReplyKind.Answer, "answer"),
        (ReplyKind.Clarify, "clarify"),
        (ReplyKind.Abstain, "abstain"),
    ];

    /// <summary>Puts the replies of a turn together.</summary>
    public static TurnWords Of(Turn turn)
    {
        var text = new StringBuilder();
        var citations = ImmutableArray.CreateBuilder<Citation>();
        Urgency? urgency = null;
        foreach (var reply in turn.Replies)
        {
            if (text.Length > 0)
            {
                text.Append("\n\n");
            }

            text.Append(PlainText.Render(reply, citations.Count));
            citations.AddRange(reply.Citations);
            if (reply.Urgency is { } stated && (urgency is null || stated > urgency))
            {
                urgency = stated;
            }
        }

        return new TurnWords(KindOf(turn.Replies), text.ToString(), citations.ToImmutable(), urgency);
    }

    /// <summary>
    /// emergency, then triage (questions of the questionnaire and nothing answered), then partial, answer, clarify,
    /// abstain, and smalltalk for greetings and commands.
    /// </summary>
    public static string KindOf(ImmutableArray<Reply> replies)
    {
        // Most turns: asked on each by the counts, so without a look for the rest.
        if (replies is [{ Kind: ReplyKind.Answer, Question: null }])
        {
            return "answer";
        }

        if (replies.Any(r => r.Kind == ReplyKind.Emergency))
        {
            return "emergency";
        }

        if (replies.Any(r => r.Question?.Id == "alarm-check"))
        {
            return "clarify";
        }

        foreach (var (kind, word) in Gravity)
        {
            if (replies.Any(r => r.Kind == kind))
            {
                return word;
            }
        }

        return replies.Any(r => r.Kind is ReplyKind.Ask or ReplyKind.Advise) ? "triage" : "smalltalk";
    }

    /// <summary>The urgency as the JSON forms write it.</summary>
    public static string? Word(Urgency? urgency) => urgency switch
    {
        Knowledge.Urgency.Emergency => "emergency",
        Knowledge.Urgency.Urgent => "urgent",
        Knowledge.Urgency.Routine => "routine",
        Knowledge.Urgency.SelfCare => "self-care",
        _ => null,
    };
}

using System.Collections.Immutable;
using System.Diagnostics;
using Spasms.Bot.Cli;
using Spasms.Bot.Turns;
using Spasms.Dialog.Replies;

namespace Spasms.Bot.Operations;

/// <summary>One turn being measured, from its arrival to its end; it failed where <see cref="End"/> isn't called.</summary>
internal sealed class MeasuredTurn : IDisposable
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly System.Diagnostics.Activity? _span = Telemetry.Source.StartActivity("turn");
    private string _outcome = "failed";
    private string _kind = "none";

    /// <summary>Says what came of it.</summary>
    /// <param name="outcome">How it ended.</param>
    /// <param name="replies">What the dialog said, kept or not.</param>
    /// <param name="missed">True when the articles didn't answer it.</param>
    public void End(TurnOutcome outcome, ImmutableArray<Reply> replies, bool missed)
    {
        _outcome = outcome switch
        {
            TurnOutcome.Kept { Repeated: true } => "repeated",
            TurnOutcome.Kept => "kept",
            TurnOutcome.Unsaved => "unsaved",
            TurnOutcome.Limited => "limited",
            _ => "missing",
        };
        if (_outcome is not ("kept" or "unsaved") || replies.IsDefaultOrEmpty)
        {
            return;
        }

        _kind = TurnWords.KindOf(replies);
        if (missed)
        {
            Telemetry.Misses.Add(1);
        }

        foreach (var reply in replies)
        {
            if (TurnWords.Word(reply.Urgency) is { } level)
            {
                Telemetry.TriageOutcomes.Add(1, new KeyValuePair<string, object?>("level", level));
            }
        }
    }

    /// <summary>Ends the span and counts the turn.</summary>
    public void Dispose()
    {
        var outcome = new KeyValuePair<string, object?>("outcome", _outcome);
        var kind = new KeyValuePair<string, object?>("kind", _kind);
        Telemetry.Turns.Add(1, outcome, kind);
        Telemetry.TurnDuration.Record(Stopwatch.GetElapsedTime(_started).TotalSeconds, outcome, kind);
        _span?.SetTag("outcome", _outcome);
        _span?.SetTag("kind", _kind);
        _span?.SetStatus(_outcome == "failed" ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
        _span?.Dispose();
    }
}

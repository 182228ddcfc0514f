using System.Diagnostics;
using Spasms.Dialog;
using Spasms.Dialog.State;
using Spasms.Knowledge.Triage;

namespace Spasms.Bot.Cli;

/// <summary>A conversation held in memory by the command line: the same core as the host's, without wire or store.</summary>
internal sealed class Talk(Snapshot snapshot)
{
    private readonly TriageBook _pinned = snapshot.Knowledge.Triage;

    /// <summary>What the conversation remembers.</summary>
    public DialogState State { get; private set; } = DialogState.New;

    /// <summary>Takes one message and remembers what came of it.</summary>
    public TimedTurn Take(UserMessage message)
    {
        var started = Stopwatch.GetTimestamp();
        var turn = DialogEngine.Take(snapshot, _pinned, State, message);
        var words = TurnWords.Of(turn);
        var micros = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        State = turn.ForgetPerson ? DialogState.New : turn.State;
        return new TimedTurn(turn, words, Math.Round(micros, 1));
    }
}

/// <summary>A turn, its words, and the wall time of scan, Take and plain rendering in microseconds.</summary>
internal sealed record TimedTurn(Turn Turn, TurnWords Words, double Micros);

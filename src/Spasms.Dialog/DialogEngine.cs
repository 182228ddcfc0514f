using Spasms.Dialog.State;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog;

/// <summary>The whole dialog as one pure function: same snapshot, state and message, same turn (I7).</summary>
public static class DialogEngine
{
    /// <summary>Takes a message: red flags first (I1), then the pending question, then commands and answers.</summary>
    /// <param name="now">The newest snapshot: red flags and answers come from it.</param>
    /// <param name="pinned">The triage version a questionnaire in flight began with; the newest otherwise.</param>
    /// <param name="state">What the conversation remembers.</param>
    /// <param name="message">What the person sent.</param>
    public static Turn Take(Snapshot now, TriageBook pinned, DialogState state, UserMessage message) =>
        new(state with { Turns = state.Turns + 1 }, [], []);
}

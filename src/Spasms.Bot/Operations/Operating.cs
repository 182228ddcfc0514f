using System.Collections.Immutable;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;

namespace Spasms.Bot.Operations;

/// <summary>What the operator decides and a turn must know.</summary>
/// <param name="Retention">How long things are kept.</param>
/// <param name="AnswersAreOff">Whether the kill switch is thrown just now.</param>
/// <param name="Count">Told of each turn that was kept: the state before and after, and the replies.</param>
internal sealed record Operating(Retention Retention, Func<bool> AnswersAreOff, Action<DialogState, DialogState, ImmutableArray<Reply>> Count);

using System.Collections.Immutable;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;

namespace Spasms.Dialog.Answers;

/// <summary>What answering made of a message.</summary>
/// <param name="Replies">One reply; none when the message only tells of the person's trouble.</param>
/// <param name="Thread">What the talk is about from now on.</param>
/// <param name="TellsTrouble">True when the person tells of their own trouble: the questionnaire may be offered.</param>
/// <param name="Trace">Why, without the person's words.</param>
public sealed record AnswerOutcome(ImmutableArray<Reply> Replies, ThreadState Thread, bool TellsTrouble, ImmutableArray<string> Trace);

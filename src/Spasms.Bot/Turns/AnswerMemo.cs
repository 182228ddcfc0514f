using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Spasms.Dialog;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Knowledge.Triage;

namespace Spasms.Bot.Turns;

/// <summary>
/// Remembers answers that were given before: the dialog is a pure function (I7), so the same words in the same state at the same
/// content need not be worked out again. Only plain answers are remembered: nothing of a questionnaire, an alarm or a clock is in
/// them. The keys are hashes, and the message is put back from the one that asked; words that were asked twice and those that a follow-up
/// follows are held, and go when this host forgets a person (<see cref="Clear"/>).
/// </summary>
internal sealed class AnswerMemo(Take take)
{
    private const int Most = 500;
    private const int LongestText = 200;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? s_asked;

    private readonly KnownReplies _replies = new();
    private readonly Lock _turning = new();
    private volatile ConcurrentDictionary<Key, Kept> _young = new();
    private volatile ConcurrentDictionary<Key, Kept> _old = new();

    /// <summary>How many turns came from memory.</summary>
    public long Hits { get; private set; }

    /// <summary>The turn, from memory or worked out.</summary>
    public Turn Take(Snapshot now, TriageBook pinned, DialogState state, UserMessage message)
    {
        if (!MayRemember(state, message))
        {
            return take(now, pinned, state, message);
        }

        // What is forgotten while this turn is taken stays forgotten.
        var (young, old) = (_young, _old);
        var key = KeyOf(now, state, message);
        if (young.TryGetValue(key, out var known) || old.TryGetValue(key, out known))
        {
            Hits++;
            Keep(young, key, known);
            return known.For(state, message);
        }

        var turn = take(now, pinned, state, message);
        if (IsPlain(turn, message))
        {
            turn = turn with { Replies = _replies.Of(turn.Replies) };
            Keep(young, key, new Kept(turn with { State = turn.State with { Last = turn.State.Last! with { Text = "" } } }));
        }

        return turn;
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        lock (_turning)
        {
            (_young, _old) = (new ConcurrentDictionary<Key, Kept>(), new ConcurrentDictionary<Key, Kept>());
        }
    }

    private static bool MayRemember(DialogState state, UserMessage message) =>
        message is { Press: null, HasFiles: false, AnswersAreOff: false, LastTriage: null, Text.Length: > 0 and <= LongestText }
        && state is { Questionnaire: null, Alarm: null, LastTriage: null, Story: "" };

    private static bool IsPlain(Turn turn, UserMessage message) =>
        turn is { ForgetPerson: false, State: { Questionnaire: null, Alarm: null, LastTriage: null, Story: "", Last: { } last } }
        && last.Text == message.Text
        && !turn.Replies.IsEmpty
        && turn.Replies.All(r => r is { Kind: ReplyKind.Answer, Question: null, Urgency: null } && !r.Citations.IsEmpty);

    // The number of the turn shows in questions only, and a plain answer has none.
    private static Key KeyOf(Snapshot now, DialogState state, UserMessage message)
    {
        var asked = s_asked ??= new ArrayBufferWriter<byte>(1 << 12);
        if (!ReferenceEquals(state, DialogState.New))
        {
            DialogStateJson.Write(state.Turns == 0 ? state : state with { Turns = 0 }, asked);
        }

        asked.Write("\0"u8);
        Encoding.UTF8.GetBytes(message.Text, asked);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(asked.WrittenSpan, hash);
        asked.Clear();
        return new Key(now, BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash[8..]));
    }

    // Two generations: what was not asked for during a whole one goes.
    private void Keep(ConcurrentDictionary<Key, Kept> young, Key key, Kept turn)
    {
        if (young.TryAdd(key, turn) && young.Count > Most)
        {
            lock (_turning)
            {
                // Unless another thread was faster, or all was forgotten meanwhile.
                if (ReferenceEquals(_young, young))
                {
                    (_old, _young) = (young, new ConcurrentDictionary<Key, Kept>());
                }
            }
        }
    }

    /// <summary>A turn without the message, until somebody asks the same in the same words.</summary>
    private sealed class Kept(Turn turn)
    {
        private Turn? _again;

        /// <summary>The same for somebody who asked it now.</summary>
        public Turn For(DialogState before, UserMessage message)
        {
            if (_again is { } again && again.State.Turns == before.Turns + 1)
            {
                return again;
            }

            var now = turn with { State = turn.State with { Turns = before.Turns + 1, Last = turn.State.Last! with { Text = message.Text } } };
            if (_again is null)
            {
                // Most questions are asked once; what this one leaves behind will stand in many states, and often be all of them.
                DialogStateJson.Share(turn.State.Thread);
                DialogStateJson.Share(turn.State.Last!.Thread);
                DialogStateJson.Share(now.State);
                _again = now;
            }

            return now;
        }
    }

    // The content by reference: a reload makes another, and with it other keys. Two halves, since code with wider integers
    // can't be compiled ahead.
    private readonly record struct Key(Snapshot Content, ulong High, ulong Low)
    {
        public bool Equals(Key other) => ReferenceEquals(Content, other.Content) && High == other.High && Low == other.Low;

        public override int GetHashCode() => High.GetHashCode();
    }
}

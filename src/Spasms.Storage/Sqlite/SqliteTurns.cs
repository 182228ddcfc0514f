using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Spasms.Protocol.Store;

namespace Spasms.Storage.Sqlite;

/// <summary>
/// The turns of the conversations that talk just now, for the writer: the youngest are listed in the conversation's own row,
/// which each turn writes anyway, and every thirty-two of them move to a row of their own. An index over all activities would be
/// one more page to write for each turn, and one over all keys another.
/// </summary>
internal sealed class SqliteTurns(SqliteConnection connection, SqliteReader read) : IDisposable
{
    private const int Young = 32;

    private readonly Recent<Turns> _recent = new();
    private readonly HotStatement _move = new(connection, "INSERT INTO turns (conversation, last, list) VALUES (?, ?, ?)");

    /// <summary>Those of a conversation.</summary>
    /// <param name="conversation">Its id.</param>
    /// <param name="isNew">True when it is not there yet.</param>
    public Turns Of(string conversation, bool isNew)
    {
        if (isNew || _recent.Find(conversation) is not { } turns)
        {
            _recent.Keep(conversation, turns = isNew ? new Turns() : new Turns(read.Lists(conversation, after: -1)));
        }

        return turns;
    }

    /// <summary>Adds a turn; <see cref="Turns.List"/> then goes into the conversation's row.</summary>
    /// <param name="turn">It and its conversation.</param>
    /// <param name="turns">The turns before it.</param>
    /// <param name="id">Of its first entry among all activities.</param>
    /// <param name="hash">Of its key, where it has one.</param>
    /// <param name="last">The last place in the log after it.</param>
    public void Add(TurnRecord turn, Turns turns, long id, long? hash, long last)
    {
        if (turns.Add(id, turn.Log.Length, hash) >= Young && !turn.Log.IsEmpty)
        {
            // Lists are told apart by their last entries, so the last turn of one has words.
            _move.Run(turn.Conversation, last, turns.List.Bytes);
            turns.Move();
        }
    }

    /// <summary>What is known may not be what is on the disk.</summary>
    public void Clear() => _recent.Clear();

    public void Dispose() => _move.Dispose();

    /// <summary>What the writer knows of a conversation's turns.</summary>
    internal sealed class Turns
    {
        private readonly List<long> _hashes = [];
        private int _count;
        private long _end;

        /// <summary>Of a new conversation.</summary>
        public Turns()
        {
        }

        /// <summary>Of one that is there.</summary>
        public Turns(IEnumerable<(long Last, TurnList List)> lists)
        {
            foreach (var (last, list) in lists)
            {
                (List, _count, _end) = (list, 0, 0);
                foreach (var turn in list.Read(last))
                {
                    _count++;
                    _end = turn.Id + turn.Count;
                    Know(turn.Hash);
                }
            }
        }

        /// <summary>Those that are listed in the conversation's row.</summary>
        public TurnList List { get; private set; }

        /// <summary>True when a turn of this conversation may have this key.</summary>
        public bool MayHave(long hash) => CollectionsMarshal.AsSpan(_hashes).Contains(hash);

        /// <summary>Lists a turn; gives how many are listed. One that left nothing is not.</summary>
        public int Add(long id, int count, long? hash)
        {
            if (count > 0 || hash is not null)
            {
                List = List.With(_end, Math.Max(id, _end), count, hash);
                _end = Math.Max(id, _end) + count;
                _count++;
                Know(hash);
            }

            return _count;
        }

        /// <summary>The listed ones were moved.</summary>
        public void Move() => (List, _count, _end) = (TurnList.Empty, 0, 0);

        private void Know(long? hash)
        {
            if (hash is { } known)
            {
                _hashes.Add(known);
            }
        }
    }
}

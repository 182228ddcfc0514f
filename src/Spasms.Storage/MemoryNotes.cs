using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Spasms.Protocol.Store;

namespace Spasms.Storage;

/// <summary>Notes in memory, found by kind and person without a look at all others. Each kind keeps the order in which its notes came.</summary>
internal sealed class MemoryNotes
{
    private readonly Dictionary<string, List<Note>> _ofKind = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Kind, string Person), List<Note>> _ofPerson = [];

    public void Add(Note note)
    {
        (CollectionsMarshal.GetValueRefOrAddDefault(_ofKind, note.Kind, out _) ??= []).Add(note);
        (CollectionsMarshal.GetValueRefOrAddDefault(_ofPerson, (note.Kind, note.Person), out _) ??= []).Add(note);
    }

    /// <summary>The notes of a kind; of one person where one is given.</summary>
    public ImmutableArray<Note> Read(string kind, string? person) =>
        (person is null ? _ofKind.GetValueOrDefault(kind) : _ofPerson.GetValueOrDefault((kind, person))) is { } notes ? [.. notes] : [];

    /// <summary>Removes the notes of a kind that are older; gives their number.</summary>
    public int Remove(string kind, DateTimeOffset before)
    {
        if (!_ofKind.TryGetValue(kind, out var notes))
        {
            return 0;
        }

        foreach (var person in notes.Where(n => n.At < before).Select(n => n.Person).Distinct().ToList())
        {
            var theirs = _ofPerson[(kind, person)];
            theirs.RemoveAll(n => n.At < before);
            if (theirs.Count == 0)
            {
                _ofPerson.Remove((kind, person));
            }
        }

        return notes.RemoveAll(n => n.At < before);
    }

    /// <summary>Removes a person's notes of every kind; gives their number.</summary>
    public int Forget(string person)
    {
        var removed = 0;
        foreach (var (kind, notes) in _ofKind)
        {
            if (_ofPerson.Remove((kind, person)))
            {
                removed += notes.RemoveAll(n => n.Person == person);
            }
        }

        return removed;
    }
}

using System.Collections.Immutable;
using System.Globalization;

namespace Spasms.Knowledge.Yaml;

/// <summary>A YAML value with its place, so that every fault can be reported where it stands.</summary>
public abstract record Node(Place At)
{
    /// <summary>A scalar: text, number or truth value, always kept as it was written.</summary>
    public sealed record Scalar(Place At, string Value) : Node(At);

    /// <summary>A list.</summary>
    public sealed record List(Place At, ImmutableArray<Node> Items) : Node(At);

    /// <summary>A mapping, in the order of the file.</summary>
    public sealed record Map(Place At, ImmutableArray<(Scalar Key, Node Value)> Entries) : Node(At);
}

/// <summary>
/// Typed reading of a mapping: each getter reports what is missing or of the wrong form (K010 to K013) and
/// returns a harmless value, so that reading goes on and all faults appear at once. Call <see cref="Done"/> last:
/// it reports keys that nobody read (misspelt ones, mostly).
/// </summary>
public sealed class MapReader
{
    private readonly Dictionary<string, (Node.Scalar Key, Node Value)> _entries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly DiagnosticBag _bag;

    /// <summary>Wraps a mapping; any other node is reported (K013) and read as empty.</summary>
    public MapReader(Node node, DiagnosticBag bag)
    {
        At = node.At;
        _bag = bag;
        if (node is not Node.Map map)
        {
            bag.Error(Codes.WrongNode, node.At, "A mapping (key: value) is expected here.");
            return;
        }

        foreach (var entry in map.Entries)
        {
            if (!_entries.TryAdd(entry.Key.Value, entry))
            {
                bag.Error(Codes.DuplicateKey, entry.Key.At, $"The key '{entry.Key.Value}' stands here twice: keep one.");
            }
        }
    }

    /// <summary>Where the mapping begins.</summary>
    public Place At { get; }

    /// <summary>The keys in file order.</summary>
    public IEnumerable<string> Keys => _entries.Keys;

    /// <summary>Where the value of a key stands, or the mapping's own place where the key is absent.</summary>
    public Place PlaceOf(string key) => _entries.TryGetValue(key, out var entry) ? entry.Value.At : At;

    /// <summary>The node of a key, or null.</summary>
    public Node? Find(string key)
    {
        _read.Add(key);
        return _entries.TryGetValue(key, out var entry) ? entry.Value : null;
    }

    /// <summary>Required text; missing or empty is K010.</summary>
    public string Text(string key)
    {
        var text = OptionalText(key);
        if (string.IsNullOrWhiteSpace(text))
        {
            _bag.Error(Codes.MissingValue, PlaceOf(key), $"'{key}' is missing or empty: give it a value.");
        }

        return text ?? "";
    }

    /// <summary>Text or null.</summary>
    public string? OptionalText(string key)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case Node.Scalar scalar:
                return scalar.Value;
            case var other:
                _bag.Error(Codes.WrongNode, other.At, $"'{key}' takes a single text.");
                return null;
        }
    }

    /// <summary>A whole number, or null where absent; anything else is K011.</summary>
    public int? OptionalNumber(string key)
    {
        if (OptionalText(key) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        _bag.Error(Codes.BadValue, PlaceOf(key), $"'{key}' takes a whole number, not '{text}'.");
        return null;
    }

    /// <summary>true or false; absent is <paramref name="otherwise"/>, anything else K011.</summary>
    public bool Flag(string key, bool otherwise = false)
    {
        switch (OptionalText(key))
        {
            case null: return otherwise;
            case "true": return true;
            case "false": return false;
            case var text:
                _bag.Error(Codes.BadValue, PlaceOf(key), $"'{key}' takes true or false, not '{text}'.");
                return otherwise;
        }
    }

    /// <summary>A list of nodes; absent is empty; a single scalar counts as a list of one.</summary>
    public ImmutableArray<Node> Items(string key) => Find(key) switch
    {
        null => [],
        Node.List list => list.Items,
        var single => [single],
    };

    /// <summary>A list of texts; absent is empty.</summary>
    public ImmutableArray<string> Texts(string key) => [.. Scalars(key).Select(s => s.Value)];

    /// <summary>A list of scalars with their places; absent is empty.</summary>
    public ImmutableArray<Node.Scalar> Scalars(string key)
    {
        var found = ImmutableArray.CreateBuilder<Node.Scalar>();
        foreach (var item in Items(key))
        {
            if (item is Node.Scalar scalar)
            {
                found.Add(scalar);
            }
            else
            {
                _bag.Error(Codes.WrongNode, item.At, $"'{key}' takes a list of texts.");
            }
        }

        return found.ToImmutable();
    }

    /// <summary>A list of mappings; absent is empty.</summary>
    public ImmutableArray<MapReader> Maps(string key) => [.. Items(key).Select(n => new MapReader(n, _bag))];

    /// <summary>A mapping below a key, or null where absent.</summary>
    public MapReader? OptionalMap(string key) => Find(key) is { } node ? new MapReader(node, _bag) : null;

    /// <summary>Reports each key that was never read: K014.</summary>
    public void Done()
    {
        foreach (var (name, entry) in _entries)
        {
            if (!_read.Contains(name))
            {
                _bag.Error(Codes.UnknownKey, entry.Key.At, $"'{name}' is not known here. Known: {string.Join(", ", _read.Order(StringComparer.Ordinal))}.");
            }
        }
    }
}

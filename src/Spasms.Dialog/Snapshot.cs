using Spasms.Dialog.Answers;
using Spasms.Dialog.Recognizers;
using Spasms.Knowledge;
using Spasms.Knowledge.Countries;
using Spasms.Knowledge.Prepared;
using Spasms.Search;

namespace Spasms.Dialog;

/// <summary>Knowledge, index and country as one immutable whole; a reload swaps it whole (I5).</summary>
/// <param name="Knowledge">The compiled content.</param>
/// <param name="Index">The index over its passages.</param>
/// <param name="Country">Whose numbers are given.</param>
public sealed record Snapshot(KnowledgeBase Knowledge, IPassageIndex Index, Country Country)
{
    private AnswerTables? _tables;

    /// <summary>Reads values out of responses.</summary>
    public IRecognizer Recognizer { get; init; } = PlainRecognizer.Instance;

    /// <summary>The same with its tables built, which else the first answer waits for. They need no index: one <c>with</c> another keeps them.</summary>
    public Snapshot Ready()
    {
        _ = Tables;
        return this;
    }

    /// <summary>The tables of a content as bytes, good for this build only.</summary>
    public static byte[] KeepTables(KnowledgeBase knowledge) => AnswerTables.Keep(knowledge);

    /// <summary>The same with tables that were kept, which stay in use where they are mapped.</summary>
    /// <param name="tables">As <see cref="KeepTables"/> gave them; mapped ones begin at a multiple of eight.</param>
    /// <exception cref="InvalidDataException">They are damaged, or another build made them.</exception>
    public Snapshot WithTables(Flat<byte> tables) => this with { _tables = AnswerTables.Kept(tables, Knowledge) };

    /// <summary>Derived tables of answering, built on first use; two threads at once build equal ones.</summary>
    internal AnswerTables Tables =>
        _tables is { } built && ReferenceEquals(built.Knowledge, Knowledge) ? built : _tables = AnswerTables.Build(Knowledge);
}

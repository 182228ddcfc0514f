using System.Collections.Immutable;

namespace Spasms.Knowledge;

/// <summary>Collects every fault of a compilation; nothing stops at the first.</summary>
public sealed class DiagnosticBag
{
    private readonly List<Diagnostic> _found = [];

    /// <summary>True when at least one error was reported.</summary>
    public bool HasErrors => _found.Exists(d => d.Severity == Severity.Error);

    /// <summary>Reports an error at a place.</summary>
    public void Error(string code, Place at, string message) => Add(code, Severity.Error, at, message);

    /// <summary>Reports a warning at a place.</summary>
    public void Warning(string code, Place at, string message) => Add(code, Severity.Warning, at, message);

    /// <summary>All faults, by file, line, column and code.</summary>
    public ImmutableArray<Diagnostic> ToSorted() =>
        [.. _found
            .OrderBy(d => d.File, StringComparer.Ordinal)
            .ThenBy(d => d.Line)
            .ThenBy(d => d.Column)
            .ThenBy(d => d.Code, StringComparer.Ordinal)];

    private void Add(string code, Severity severity, Place at, string message) =>
        _found.Add(new Diagnostic(code, severity, at.File, at.Line, at.Column, message));
}

/// <summary>A place in a knowledge file.</summary>
/// <param name="File">Path below the knowledge folder.</param>
/// <param name="Line">1-based line.</param>
/// <param name="Column">1-based column.</param>
public readonly record struct Place(string File, int Line, int Column)
{
    /// <summary>The first character of a file: where a fault of the whole file is reported.</summary>
    public static Place Start(string file) => new(file, 1, 1);
}

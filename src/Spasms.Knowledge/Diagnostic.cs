namespace Spasms.Knowledge;

/// <summary>How bad a fault in the knowledge is. An error keeps the snapshot from being used.</summary>
public enum Severity
{
    /// <summary>Worth mending; the content is usable.</summary>
    Warning,

    /// <summary>The content is refused.</summary>
    Error,
}

/// <summary>One fault found in the knowledge, at the place where the author can mend it.</summary>
/// <param name="Code">Stable code, K001 and up; each has a failing sample in the tests.</param>
/// <param name="Severity">Error or warning.</param>
/// <param name="File">Path below the knowledge folder.</param>
/// <param name="Line">1-based line.</param>
/// <param name="Column">1-based column, in UTF-16 units.</param>
/// <param name="Message">What is wrong and what to do about it.</param>
public sealed record Diagnostic(string Code, Severity Severity, string File, int Line, int Column, string Message)
{
    /// <summary>The form editors can jump to: <c>file:line:column: error K001: message</c>.</summary>
    public override string ToString() =>
        $"{File}:{Line}:{Column}: {(Severity == Severity.Error ? "error" : "warning")} {Code}: {Message}";
}

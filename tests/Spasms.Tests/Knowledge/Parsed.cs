using Spasms.Knowledge;

namespace Spasms.Tests.Compiling;

/// <summary>The real knowledge, compiled once for all tests.</summary>
internal static class Parsed
{
    /// <summary>What the compiler made of it.</summary>
    public static Compilation Compilation { get; } = KnowledgeCompiler.Compile(KnowledgeFiles.Real);

    /// <summary>The knowledge; a test that needs it says which errors keep it away.</summary>
    public static KnowledgeBase Real => Compilation.Knowledge
        ?? throw new InvalidOperationException(string.Join('\n', Compilation.Diagnostics.Where(d => d.Severity == Severity.Error)));
}

using Spasms.Knowledge;
using Spasms.Tests.House;

namespace Spasms.Tests.Compiling;

public sealed class RealKnowledgeTests
{
    [Fact]
    public void The_real_knowledge_compiles_without_errors() =>
        Check.None(Parsed.Compilation.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => d.ToString()));
}

namespace Spasms.Knowledge;

/// <summary>One file of the knowledge folder, as text.</summary>
/// <param name="Path">Path below the knowledge folder with forward slashes: <c>articles/neurospasms.md</c>.</param>
/// <param name="Text">The whole text, UTF-8 decoded, without a byte order mark.</param>
public sealed record SourceFile(string Path, string Text);

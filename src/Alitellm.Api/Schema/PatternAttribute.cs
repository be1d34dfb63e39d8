namespace Alitellm.Api.Schema;

/// <summary>A regular expression (RE2 syntax) that the string has to match. It is unanchored unless it anchors itself.</summary>
public sealed class PatternAttribute(string pattern) : SchemaAttribute
{
    public string Pattern { get; } = pattern;
}

namespace Alitellm.Operator.Kinds.McpServer;

/// <summary>How the name of an object becomes the name of a server in LiteLLM, which refuses the character it puts between server and tool.</summary>
internal static class McpServerNames
{
    /// <param name="separator">The Connection's <c>mcpToolPrefixSeparator</c>: the character names may contain, oddly enough in place of the refused one.</param>
    public static string InLiteLLM(string name, string separator)
    {
        return separator switch
        {
            "" or "." => name.Replace('.', '-'),
            "-" => name.Replace('-', '.'),
            _ => name,
        };
    }

    /// <summary>One text for all names that may become one, whatever the separator.</summary>
    public static string Folded(string name)
    {
        return name.Replace('.', '-');
    }

    /// <summary>The names an object may have had in LiteLLM under another separator, and its own.</summary>
    public static IReadOnlyList<string> Variants(string name)
    {
        return [.. new[] { name, InLiteLLM(name, "."), InLiteLLM(name, "-") }.Distinct(StringComparer.Ordinal)];
    }
}

using System.Text.RegularExpressions;

namespace Alitellm.Testing.LiteLLM;

/// <summary>Which server names and aliases the proxy takes. The separator of tool prefixes is refused, and which character that is differs.</summary>
internal static partial class McpNames
{
    public static void Check(string? name, LiteLLMVersion version)
    {
        if (string.IsNullOrEmpty(name))
        {
            return;
        }

        var separator = version.AtLeast(1, 85) ? '.' : '-';
        if (name.Contains(separator, StringComparison.Ordinal))
        {
            throw new ReplyException(Errors.Detail(400, $"Server name cannot contain '{separator}'. Use an alternative character instead Found: {name}"));
        }

        if (name.Length > 128 || !Allowed().IsMatch(name))
        {
            throw new ReplyException(Errors.Detail(400, $"Invalid MCP tool prefix '{name}' provided via server_name"));
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_.-]+$")]
    private static partial Regex Allowed();
}

using Alitellm.LiteLLM;

namespace Alitellm.Operator.Kinds.McpServer;

/// <summary>Says in the user's terms why LiteLLM refused a server.</summary>
internal static class McpServerRefusals
{
    /// <summary>What a LiteLLM may put between the names of server and tool.</summary>
    private static readonly string[] s_separators = ["-", "."];

    /// <summary>The refusal of a character in the name, with the setting that avoids it; null for every other failure.</summary>
    public static LiteLLMException? Explain(LiteLLMException failure)
    {
        if (failure.Class != LiteLLMErrorClass.Rejected || failure.Detail is not { } detail || !detail.Contains("cannot contain", StringComparison.Ordinal))
        {
            return null;
        }

        var refused = s_separators.FirstOrDefault(character => detail.Contains($"cannot contain '{character}'", StringComparison.Ordinal));
        return refused is null
            ? null
            : new(failure.Class, failure.Operation, $"LiteLLM refuses '{refused}' in names of MCP servers: set spec.mcpToolPrefixSeparator of the LiteLLMConnection to \"{refused}\"", failure)
            {
                Status = failure.Status,
                Code = failure.Code,
                Type = failure.Type,
            };
    }
}

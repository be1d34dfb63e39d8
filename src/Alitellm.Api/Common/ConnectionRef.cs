using Alitellm.Api.Schema;

namespace Alitellm.Api.Common;

/// <summary>Names a LiteLLMConnection in the same namespace.</summary>
public sealed class ConnectionRef
{
    /// <summary>The Connection that an object without a reference uses.</summary>
    public const string DefaultName = "default";

    /// <summary>The name of the LiteLLMConnection.</summary>
    [SchemaDefault("\"default\""), MinLength(1), MaxLength(253)]
    public string Name { get; set; } = DefaultName;
}

namespace Alitellm.Api.Common;

/// <summary>The types of <c>status.conditions</c>.</summary>
public static class ConditionTypes
{
    /// <summary>On every kind and always present: True when LiteLLM (for a discovery: the generated objects) is as the spec says.</summary>
    public const string Ready = "Ready";

    /// <summary>True while a reconcile ended unfinished and will go on by itself; absent otherwise.</summary>
    public const string Reconciling = "Reconciling";

    /// <summary>True when it will not heal without a person: the spec, a name or LiteLLM's version has to change; absent otherwise.</summary>
    public const string Stalled = "Stalled";

    /// <summary>True while the object is suspended; absent otherwise.</summary>
    public const string Suspended = "Suspended";

    /// <summary>On a Connection: whether the proxy's logging callbacks are healthy. It does not influence Ready.</summary>
    public const string LoggingHealthy = "LoggingHealthy";

    /// <summary>On a discovery: whether the source could be read.</summary>
    public const string SourceReachable = "SourceReachable";

    /// <summary>On an MCP server discovery: True when two objects of the source make the same name.</summary>
    public const string NameCollision = "NameCollision";
}

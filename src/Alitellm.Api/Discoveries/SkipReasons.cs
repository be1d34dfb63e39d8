namespace Alitellm.Api.Discoveries;

/// <summary>Why a discovery writes no object for a candidate.</summary>
public static class SkipReasons
{
    /// <summary>A LiteLLMModel of this name exists that no controller owns; it is left alone.</summary>
    public const string ExplicitModelExists = "ExplicitModelExists";

    /// <summary>A LiteLLMMCPServer of this name exists that no controller owns; it is left alone.</summary>
    public const string ExplicitMCPServerExists = "ExplicitMCPServerExists";

    /// <summary>Another controller, such as a second discovery, owns the object of this name.</summary>
    public const string Conflict = "Conflict";

    /// <summary>The source's name makes no valid Kubernetes name.</summary>
    public const string InvalidDiscoveredName = "InvalidDiscoveredName";

    /// <summary>The source gives no URL yet; an object that exists is kept.</summary>
    public const string EndpointUnknown = "EndpointUnknown";

    /// <summary>The source's transport is none that LiteLLM speaks.</summary>
    public const string InvalidTransport = "InvalidTransport";

    /// <summary>Two objects of the source make the same name; the alphabetically last namespace has it.</summary>
    public const string NameCollision = "NameCollision";
}

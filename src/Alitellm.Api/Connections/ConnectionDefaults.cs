using Alitellm.Api.Common;

namespace Alitellm.Api.Connections;

/// <summary>Values for policy fields that an object leaves unset.</summary>
public sealed class ConnectionDefaults
{
    public bool? Suspend { get; set; }

    public ManagementPolicy? ManagementPolicy { get; set; }

    public AdoptionPolicy? AdoptionPolicy { get; set; }

    public DriftPolicy? DriftPolicy { get; set; }

    public IList<string>? IgnoreFields { get; set; }
}

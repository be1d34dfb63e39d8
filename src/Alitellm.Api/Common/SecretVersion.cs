namespace Alitellm.Api.Common;

/// <summary>One version of one Secret.</summary>
public sealed class SecretVersion
{
    public string Name { get; set; } = "";

    public string Uid { get; set; } = "";

    public string ResourceVersion { get; set; } = "";
}

using System.Globalization;

namespace Alitellm.Kubernetes.Informers;

/// <summary>Order of resource versions: numbers that grow with every write of a kind.</summary>
internal static class ResourceVersions
{
    /// <returns>Null for what is not a number; such versions cannot be ordered.</returns>
    public static ulong? Parse(string? version)
    {
        return ulong.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}

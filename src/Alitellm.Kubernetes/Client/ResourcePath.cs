using System.Text;

namespace Alitellm.Kubernetes.Client;

/// <summary>Paths of the API, relative to the server's base address.</summary>
internal static class ResourcePath
{
    /// <param name="namespace">Empty: the collection over all namespaces.</param>
    public static string Collection(string group, string version, string plural, string @namespace)
    {
        var path = new StringBuilder(group.Length == 0 ? "api/" : "apis/");
        if (group.Length > 0)
        {
            path.Append(group).Append('/');
        }

        path.Append(version).Append('/');
        if (@namespace.Length > 0)
        {
            path.Append("namespaces/").Append(Uri.EscapeDataString(@namespace)).Append('/');
        }

        return path.Append(plural).ToString();
    }

    public static string Item(string group, string version, string plural, ObjectKey key)
    {
        return $"{Collection(group, version, plural, key.Namespace)}/{Uri.EscapeDataString(key.Name)}";
    }
}

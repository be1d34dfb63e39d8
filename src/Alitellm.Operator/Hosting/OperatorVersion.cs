using System.Reflection;

namespace Alitellm.Operator.Hosting;

/// <summary>Who this program says it is.</summary>
internal static class OperatorVersion
{
    public const string Product = "alitellm-operator";

    /// <summary>The version given to the build (<c>-p:Version=1.2.3</c>).</summary>
    public static string Version { get; } =
        typeof(OperatorVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    /// <summary><c>alitellm-operator/&lt;version&gt;</c>: the user agent, and the stamp in LiteLLM entries.</summary>
    public static string Stamp { get; } = $"{Product}/{Version}";
}

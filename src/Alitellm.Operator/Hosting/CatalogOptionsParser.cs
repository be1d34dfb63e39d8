using System.Text.Json;

namespace Alitellm.Operator.Hosting;

/// <summary>The three settings of the OpenCode catalog, which make sense only together.</summary>
internal static class CatalogOptionsParser
{
    private const string ConfigMap = "OPENCODE_CATALOG_CONFIGMAP";
    private const string ApiBase = "OPENCODE_CATALOG_API_BASE";
    private const string Filters = "OPENCODE_CATALOG_FILTERS";

    private static readonly JsonDocumentOptions s_json = new() { AllowDuplicateProperties = false };

    public static CatalogOptions? Parse(SettingsReader settings)
    {
        string? configMap = settings.Text(ConfigMap);
        string? apiBase = settings.Text(ApiBase);
        string? filters = settings.Text(Filters);
        if (configMap is null)
        {
            foreach (string variable in (string[])[.. apiBase is null ? [] : new[] { ApiBase }, .. filters is null ? [] : new[] { Filters }])
            {
                settings.Refuse($"{variable} is set but {ConfigMap} is not.");
            }

            return null;
        }

        string[] target = configMap.Split('/');
        if (target.Length != 2 || !DnsName.IsLabel(target[0]) || !DnsName.IsSubdomain(target[1]))
        {
            settings.Refuse($"{ConfigMap} is \"{configMap}\", which is not <namespace>/<name>.");
        }

        Uri? address = ParseApiBase(settings, apiBase);
        (IReadOnlyList<string> include, IReadOnlyList<string> exclude) = ParseFilters(settings, filters);
        return address is null || target.Length != 2 ? null : new CatalogOptions(target[0], target[1], address, include, exclude);
    }

    private static Uri? ParseApiBase(SettingsReader settings, string? text)
    {
        if (text is null)
        {
            settings.Refuse($"{ConfigMap} is set but {ApiBase} is not: the catalog needs the public address of the proxy.");
            return null;
        }

        // Not quoted: it may carry a password.
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0)
        {
            settings.Refuse($"{ApiBase} is not an absolute http or https address without credentials.");
            return null;
        }

        return address;
    }

    private static (IReadOnlyList<string> Include, IReadOnlyList<string> Exclude) ParseFilters(SettingsReader settings, string? text)
    {
        IReadOnlyList<string> include = [];
        IReadOnlyList<string> exclude = [];
        if (text is null)
        {
            return (include, exclude);
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text, s_json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                settings.Refuse($"{Filters} is not a JSON object with the lists include and exclude.");
                return (include, exclude);
            }

            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                switch (property.Name)
                {
                    case "include":
                        include = Patterns(settings, property);
                        break;
                    case "exclude":
                        exclude = Patterns(settings, property);
                        break;
                    default:
                        settings.Refuse($"{Filters} has the key \"{property.Name}\"; only include and exclude are known.");
                        break;
                }
            }
        }
        catch (JsonException)
        {
            settings.Refuse($"{Filters} is not valid JSON.");
        }

        return (include, exclude);
    }

    private static IReadOnlyList<string> Patterns(SettingsReader settings, JsonProperty property)
    {
        JsonElement list = property.Value;
        if (list.ValueKind != JsonValueKind.Array || list.EnumerateArray().Any(static item => item.ValueKind != JsonValueKind.String))
        {
            settings.Refuse($"{Filters}: {property.Name} is not a list of strings.");
            return [];
        }

        return [.. list.EnumerateArray().Select(static item => item.GetString()!)];
    }
}

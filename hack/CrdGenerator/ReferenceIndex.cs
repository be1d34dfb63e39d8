using System.Text;
using Alitellm.Api;
using Alitellm.Api.Common;

namespace Alitellm.CrdGenerator;

/// <summary>Writes the list of reference pages.</summary>
internal static class ReferenceIndex
{
    public static string Write(XmlDocs docs)
    {
        var page = new StringBuilder($"# API reference: {ApiGroup.ApiVersion}\n\n| Kind | Short name | What it is |\n| --- | --- | --- |\n");
        foreach (var kind in ApiKinds.All.OrderBy(k => k.Kind, StringComparer.Ordinal))
        {
            var type = typeof(ApiKinds).Assembly.GetTypes().Single(t => t.IsPublic && t.Name == kind.Kind);
            page.Append($"| [{kind.Kind}]({KindReference.FileName(kind.Kind)}) | `{kind.ShortName}` | {FieldText.Cell(docs.Summary(type))} |\n");
        }

        page.Append("\nWhat the conditions and their reasons mean: [conditions.md](conditions.md). What is measured: [metrics.md](metrics.md). Which\nevents there are: [events.md](events.md). How the operator is set: [settings.md](settings.md),\nand through its chart: [values.md](values.md).\n");
        return page.ToString();
    }
}

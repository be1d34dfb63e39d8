using System.Reflection;
using System.Text;
using Alitellm.Api.Common;

namespace Alitellm.CrdGenerator;

/// <summary>Writes the page of condition types and reasons from the constants' documentation.</summary>
internal static class ConditionReference
{
    public static string Write(XmlDocs docs)
    {
        var page = new StringBuilder("# Conditions\n\n");
        AppendTable(page, "Type", typeof(ConditionTypes), docs);
        page.Append("\n## Reasons\n\n");
        AppendTable(page, "Reason", typeof(ConditionReasons), docs);
        return page.ToString();
    }

    private static void AppendTable(StringBuilder page, string heading, Type constants, XmlDocs docs)
    {
        page.Append($"| {heading} | Meaning |\n| --- | --- |\n");
        var fields = constants.GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral);
        foreach (var field in fields.OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            page.Append($"| `{field.GetRawConstantValue()}` | {FieldText.Cell(docs.Summary(field))} |\n");
        }
    }
}

using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace Alitellm.CrdGenerator;

/// <summary>The summaries of an assembly's XML documentation, as one line of plain text each.</summary>
internal sealed class XmlDocs
{
    private readonly Dictionary<string, string> _summaries;

    private XmlDocs(Dictionary<string, string> summaries) => _summaries = summaries;

    /// <summary>Reads the file that the compiler puts beside the assembly.</summary>
    public static XmlDocs Of(Assembly assembly)
    {
        var members = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member");
        return new XmlDocs(members
            .Where(m => m.Element("summary") is not null)
            .ToDictionary(m => m.Attribute("name")!.Value, m => Text(m.Element("summary")!), StringComparer.Ordinal));
    }

    /// <exception cref="SchemaException">There is none: every field of the API is documented.</exception>
    public string Summary(Type type) => Find($"T:{Name(type)}", type.Name);

    /// <inheritdoc cref="Summary(Type)"/>
    public string Summary(MemberInfo member)
    {
        var type = member.DeclaringType!;
        return Find($"{(member is FieldInfo ? 'F' : 'P')}:{Name(type)}.{member.Name}", $"{type.Name}.{member.Name}");
    }

    /// <summary>A type's name as the compiler writes it into the file.</summary>
    private static string Name(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private string Find(string id, string member) =>
        _summaries.TryGetValue(id, out var text) && text.Length > 0
            ? text
            : throw new SchemaException(member, "has no <summary>: descriptions in the CRD come from it.");

    private static string Text(XElement element)
    {
        var text = new StringBuilder();
        Append(text, element);
        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static void Append(StringBuilder text, XElement element)
    {
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XText plain:
                    text.Append(plain.Value);
                    break;
                case XElement { Name.LocalName: "see" } see when see.Attribute("cref") is { } cref:
                    text.Append(Referenced(cref.Value));
                    break;
                case XElement { Name.LocalName: "para" } paragraph:
                    text.Append(' ');
                    Append(text, paragraph);
                    text.Append(' ');
                    break;
                case XElement other:
                    Append(text, other);
                    break;
            }
        }
    }

    /// <summary>The user's name of what a cref means: a property by its JSON name, anything else by its last part.</summary>
    private static string Referenced(string cref)
    {
        var name = cref[(cref.LastIndexOf('.') + 1)..];
        return cref.StartsWith("P:", StringComparison.Ordinal) ? JsonNamingPolicy.CamelCase.ConvertName(name) : name;
    }
}

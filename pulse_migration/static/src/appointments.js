import {calendarView} from "@web/views/calendar/calendar_view";
import {registry} from "@web/core/registry";

// Odoo's own, under a name by which its looks can be told
registry.category("views").add("pulse_appointments", calendarView);
